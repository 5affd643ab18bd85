// What a look at the risk indicators came to.
import { Button, useGo } from '#ui';
import { useJobWords } from './job-words.ts';

/** The answer of the job. */
export function LookResult({ result }: { readonly result: unknown }) {
  const say = useJobWords();
  const go = useGo();
  const { isNew, signals } = (result ?? {}) as { readonly isNew?: boolean; readonly signals?: number };
  return (
    <section aria-label={say('result')}>
      <p>{isNew ? say('look.kept', { count: signals ?? 0 }) : say('look.same')}</p>
      <Button variant="default" onClick={() => go('/quality/indicators')}>
        {say('look.open')}
      </Button>
    </section>
  );
}
