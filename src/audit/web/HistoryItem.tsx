// One entry of a history: the sentence, its moment, its reason, and the values before and after.
import { formatDate, formatInstant, StatusWord, useLanguage, type Say } from '#ui';
import { changeKind, valuesOf, type HistoryEntry } from './headline.ts';
import classes from './HistoryPanel.module.css';
import { fieldIn, headlineIn, valueIn } from './told-words.ts';
import { useTrailWords } from './trail-words.ts';
import { useAuditWords } from './words.ts';

/** More values than this are folded away until asked for. */
const mostOpen = 8;

/** The entry as a list item. */
export function HistoryItem({ entry, timeZone }: { readonly entry: HistoryEntry; readonly timeZone?: string | undefined }) {
  const say = useAuditWords();
  const trail = useTrailWords();
  const language = useLanguage();
  const values = valuesOf(entry);
  const utc = formatInstant(entry.at, 'UTC', { language });
  return (
    <li className={classes.entry}>
      <p className={classes.sentence}>{headlineIn(entry, language, trail)}</p>
      <p className={classes.quiet}>
        <time dateTime={entry.at}>
          {timeZone && <span className={classes.together}>{formatInstant(entry.at, timeZone, { language, weekday: true })} · </span>}
          <span className={classes.together}>{utc}</span>
        </time>
      </p>
      {entry.outsideProgram && (
        <StatusWord tone="blocked" look="plain">
          {say('outside')}
        </StatusWord>
      )}
      {entry.reason && (
        <p className={classes.reason}>
          <span className={classes.quiet}>{say('reason')}: </span>
          {entry.reason}
        </p>
      )}
      {values.length > 0 && <Changes changes={values} timeZone={timeZone} say={say} />}
    </li>
  );
}

interface ChangesProps {
  readonly changes: HistoryEntry['changes'];
  readonly timeZone: string | undefined;
  readonly say: Say;
}

function Changes({ changes, timeZone, say }: ChangesProps) {
  const kind = changeKind({ changes });
  const trail = useTrailWords();
  const language = useLanguage();
  return (
    <details className={classes.changes} open={kind === 'changed' && changes.length <= mostOpen}>
      <summary>{say(kind, { count: changes.length })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            {kind !== 'filled' && <th scope="col">{say('from')}</th>}
            {kind !== 'removed' && <th scope="col">{say('to')}</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row">{fieldIn(change, language, trail)}</th>
              {kind !== 'filled' && (
                <td className={classes.before}>
                  <Value text={change.from} code={change.codes?.from} timeZone={timeZone} say={say} />
                </td>
              )}
              {kind !== 'removed' && (
                <td>
                  <Value text={change.to} code={change.codes?.to} timeZone={timeZone} say={say} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00:00)$/;

interface ValueProps {
  readonly text: string | null;
  /** The value as a code, where it is one. */
  readonly code: string | null | undefined;
  readonly timeZone: string | undefined;
  readonly say: Say;
}

/** A value in words: dates and moments written out, numbers of records cut short with the whole on hover. */
function Value({ text, code, timeZone, say }: ValueProps) {
  const language = useLanguage();
  const trail = useTrailWords();
  if (text === null || text === '') return <span className={classes.quiet}>{say('nothing')}</span>;
  if (ID.test(text)) return <code title={text}>…{text.slice(-8)}</code>;
  if (INSTANT.test(text)) return formatInstant(text, timeZone ?? 'UTC', { language });
  return DATE.test(text) ? formatDate(text, { language }) : valueIn(text, language, trail, code);
}
