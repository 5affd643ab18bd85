// What counting files of a registry came to.
import { Button, useGo } from '#ui';
import { useJobWords } from './job-words.ts';

interface Counted {
  readonly importId?: string;
  readonly isNew?: boolean;
  readonly studies?: number;
  readonly faults?: number;
}

/** The answer of the job. */
export function ActivityResult({ result }: { readonly result: unknown }) {
  const say = useJobWords();
  const go = useGo();
  const { importId, isNew = true, studies = 0, faults = 0 } = (result ?? {}) as Counted;
  return (
    <section aria-label={say('result')}>
      <p>{say(isNew ? 'activity.counted' : 'activity.known', { count: studies })}</p>
      {faults > 0 && <p>{say('activity.faults', { count: faults })}</p>}
      <Button variant="default" onClick={() => go(importId === undefined ? '/market/activity' : `/market/activity/${importId}`)}>
        {say('activity.open')}
      </Button>
    </section>
  );
}
