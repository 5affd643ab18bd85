// The network's own SWOT and the five forces of its market: proposed by the evidence, rewritten by people.
import { useQuery } from '@tanstack/react-query';
import { PageHeader, Problem, Waiting } from '#ui';
import { forces, swotSections } from '../rules/evidence-notes.ts';
import { useCompanyWords } from './company-words.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { NoteSection } from './NoteSection.tsx';
import { marketApi } from './queries.ts';
import { useNoteDrawer } from './use-note-drawer.tsx';

/** The page. */
export function StrategyPage() {
  const say = useCompanyWords();
  const strategy = useQuery(marketApi.strategy.queryOptions({ input: {} }));
  const [write, drawer] = useNoteDrawer();
  const { data } = strategy;
  const parts = [
    ['swot', swotSections],
    ['forces', forces],
  ] as const;
  return (
    <>
      <PageHeader title={say('strategy')} crumbs={[{ label: say('market'), to: '/market' }]} lead={say('strategyLead')} />
      <MarketSections active="strategy" />
      {strategy.error && !data && <Problem error={strategy.error} onRetry={() => void strategy.refetch()} />}
      {strategy.isPending && <Waiting rows={8} />}
      {data &&
        parts.map(([key, sections]) => (
          <section key={key} aria-label={say(key)}>
            <h2 className={classes.part}>{say(key)}</h2>
            <div className={classes.boxes}>
              {sections.map((section) => (
                <NoteSection
                  key={section}
                  section={section}
                  company={null}
                  notes={data.notes}
                  onWrite={data.can.edit ? write : undefined}
                />
              ))}
            </div>
          </section>
        ))}
      {drawer}
    </>
  );
}
