// What making outlooks of the market came to.
import { Button, useGo } from '#ui';
import { useJobWords } from './job-words.ts';

/** The answer of the job. */
export function OutlookResult({ result }: { readonly result: unknown }) {
  const say = useJobWords();
  const go = useGo();
  const { made = 0, known = 0 } = (result ?? {}) as { readonly made?: number; readonly known?: number };
  return (
    <section aria-label={say('result')}>
      {made > 0 && <p>{say('outlook.made', { count: made })}</p>}
      {known > 0 && <p>{say('outlook.known', { count: known })}</p>}
      <Button variant="default" onClick={() => go('/market')}>
        {say('outlook.open')}
      </Button>
    </section>
  );
}
