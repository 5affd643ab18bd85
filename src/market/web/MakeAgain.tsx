// Asks for the outlook of what is in force now; the job's page says how far it is.
import { Button, Problem } from '#ui';
import { useRunOutlooks } from './queries.ts';

/** The button, with what went wrong below it. */
export function MakeAgain({ label }: { readonly label: string }) {
  const run = useRunOutlooks();
  return (
    <>
      {run.error && <Problem error={run.error} />}
      <Button loading={run.isPending} onClick={() => run.mutate({ body: { base: true, scenarioIds: [] } })}>
        {label}
      </Button>
    </>
  );
}
