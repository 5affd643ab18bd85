// A failed request in words: what happened, what was kept, what to do next, and the request id.
import { Button } from './Button.tsx';
import { readProblem, type ProblemView } from './read-problem.ts';
import classes from './Problem.module.css';
import { StatusWord } from './StatusWord.tsx';
import { useUiWords } from './ui-words.ts';
import { useLanguage, type Say } from './words.ts';

export interface ProblemProps {
  /** Whatever was thrown. */
  readonly error: unknown;
  /** The page's own words for a refusal it knows by its code and facts. */
  readonly explain?: (problem: ProblemView) => string | undefined;
  /** What was kept, in the page's own words. */
  readonly kept?: string;
  /** What to do next, in the page's own words. */
  readonly next?: string;
  readonly onRetry?: () => void;
}

/** What became of the request: a refused one changed nothing, a broken one was undone as a whole; of a question nothing is to be said. */
function keptWords(kind: ProblemView['kind'], isQuestion: boolean, words: Say): string | undefined {
  if (kind === 'refused' || kind === 'changed') return words('problem.nothingSaved');
  return !isQuestion && (kind === 'broken' || kind === 'busy') ? words('problem.undone') : undefined;
}

/** Explains a failure where it happened. */
export function Problem({ error, explain, kept, next, onRetry }: ProblemProps) {
  const words = useUiWords();
  const problem = readProblem(error);
  const language = useLanguage();
  const explained = explain?.(problem) ?? problem.detail;
  // The server's titles are English; a refusal that a room knows by its code comes here in the reader's words already.
  const own = words(`problem.${problem.kind}Title`);
  const isTranslated = language === 'en' || problem.kind === 'refused' || problem.kind === 'changed';
  const title = isTranslated ? (problem.title ?? own) : own;
  return (
    <div className={classes.problem} role="alert">
      <StatusWord tone={problem.kind === 'offline' || problem.kind === 'busy' ? 'attention' : 'blocked'} look="plain">
        <strong>{title}</strong>
      </StatusWord>
      {explained && <p>{explained}</p>}
      {problem.faults.length > 0 && (
        <ul className={classes.faults}>
          {problem.faults.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              {fault.path && <code>{fault.path}</code>} {fault.message}
            </li>
          ))}
        </ul>
      )}
      <p>
        {kept ?? keptWords(problem.kind, onRetry !== undefined, words)} {next ?? words(`problem.${problem.kind}Next`)}
      </p>
      {problem.requestId && (
        <p className={classes.request}>
          {words('requestId')}: <code>{problem.requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button variant="default" size="xs" className={classes.retry} onClick={onRetry}>
          {words('retry')}
        </Button>
      )}
    </div>
  );
}
