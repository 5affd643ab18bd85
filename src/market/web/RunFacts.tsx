// Which outlook a page shows: when and by whom it was made, kernel, seed and digests, by which it can be made again.
import { personText } from '#lib';
import { InstantText, KeyFacts, useLanguage, zoneHere } from '#ui';
import classes from './market.module.css';
import type { Run } from './queries.ts';
import { useMarketWords } from './words.ts';

/** The facts under a heading. */
export function RunFacts({ run }: { readonly run: Run }) {
  const say = useMarketWords();
  const language = useLanguage();
  const digest = (text: string) => <span className={classes.digest}>{text}</span>;
  return (
    <section aria-labelledby="which-run">
      <h2 id="which-run" className={classes.heading}>
        {say('run.heading')}
      </h2>
      <KeyFacts
        facts={[
          {
            term: say('run.made'),
            value: <InstantText at={run.madeAt} timeZone={zoneHere()} />,
            note: say('run.by', { name: personText(run.madeBy, language) }),
          },
          { term: say('run.kernel'), value: run.kernel },
          { term: say('run.activity'), value: say(run.activityImportId ? 'run.activityCounted' : 'run.activityShipped') },
          { term: say('run.seed'), value: digest(run.seed) },
          { term: say('run.input'), value: digest(run.inputSha256) },
          { term: say('run.result'), value: digest(run.resultSha256) },
        ]}
      />
      <p className={classes.quiet}>{say('run.repeat')}</p>
    </section>
  );
}
