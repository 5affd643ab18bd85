// What making a report of the market came to.
import { Button, useGo } from '#ui';
import { useJobWords } from './job-words.ts';

/** The answer of the job. */
export function ReportResult({ result }: { readonly result: unknown }) {
  const say = useJobWords();
  const go = useGo();
  const { reportId = '', isNew = true } = (result ?? {}) as { readonly reportId?: string; readonly isNew?: boolean };
  return (
    <section aria-label={say('result')}>
      <p>{say(isNew ? 'report.made' : 'report.known')}</p>
      <Button variant="default" onClick={() => go(`/market/report?report=${reportId}`)}>
        {say('report.open')}
      </Button>
    </section>
  );
}
