// The market's segments: from the whole of it down to a phase of an area in a country, each level a table; the address keeps the place.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChoiceField, KeyFacts, PageHeader, Problem, useLanguage, usePageSearch, Waiting, type Crumb } from '#ui';
import { services, type Area, type Phase, type Service } from '../rules/taxonomy.ts';
import classes from './market.module.css';
import { MarketSections } from './MarketSections.tsx';
import { between, keyName, percent, usd } from './names.ts';
import { NoOutlook } from './OutlookPage.tsx';
import { marketApi, type Cells, type Outlook } from './queries.ts';
import { addressOf, chosenIn, cutsLeft, growthOver, knownOf, stepsTo, type Chosen, type Cut } from './segment-places.ts';
import { SegmentTable } from './SegmentTable.tsx';
import { Tagged, TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** The page. */
export function SegmentsPage() {
  const say = useMarketWords();
  const language = useLanguage();
  const [search] = usePageSearch();
  const chosen = chosenIn(search);
  const left = cutsLeft(chosen);
  const by = left.find((cut) => cut === search['by']) ?? left[0] ?? 'service';
  const answer = useQuery(marketApi.outlook.queryOptions({ input: { query: {} } }));
  const cells = useQuery({ ...marketApi.cells.queryOptions({ input: { query: askedOf(chosen, by) } }), placeholderData: keepPreviousData });
  const steps = stepsTo(chosen);
  const last = steps.at(-1);
  const crumbs: Crumb[] = steps
    .slice(0, -1)
    .map(({ cut, key, upTo }) => ({ label: keyName(cut, key, say, language), to: addressOf(upTo, { year: search['year'] }) }));
  const outlook = answer.data?.latest?.outlook;
  const error = answer.error ?? cells.error;
  const retry = () => void Promise.all([answer.refetch(), cells.refetch()]);
  return (
    <>
      <PageHeader
        place={steps.map(({ key }) => key).join(' ')}
        title={last ? keyName(last.cut, last.key, say, language) : say('segments.title')}
        crumbs={last ? [{ label: say('segments.whole'), to: addressOf(serviceOf(chosen), { year: search['year'] }) }, ...crumbs] : []}
        lead={say('segments.lead')}
      />
      <MarketSections active="segments" />
      {(!answer.data || !cells.data) && (error ? <Problem error={error} onRetry={retry} /> : <Waiting rows={10} />)}
      {answer.data && !outlook && <NoOutlook canRun={answer.data.can.run} />}
      {outlook && cells.data && (
        <Level outlook={outlook} cells={cells.data} chosen={chosen} by={by} seesPosition={answer.data?.can.seePosition ?? false} />
      )}
    </>
  );
}

const serviceOf = ({ service }: Chosen): Chosen => (service === undefined ? {} : { service });

/** What the address says goes to the server as it is: a key that there is none of is refused there by its name. */
function askedOf({ service, area, phase, region, country }: Chosen, by: Cut) {
  return {
    by,
    ...(service === undefined ? {} : { service: service as Service }),
    ...(area === undefined ? {} : { area: area as Area }),
    ...(phase === undefined ? {} : { phase: phase as Phase }),
    ...(region === undefined ? {} : { region }),
    ...(country === undefined ? {} : { country }),
  };
}

interface LevelProps {
  readonly outlook: Outlook;
  readonly cells: Cells;
  readonly chosen: Chosen;
  readonly by: Cut;
  readonly seesPosition: boolean;
}

function Level({ outlook, cells, chosen, by, seesPosition }: LevelProps) {
  const say = useMarketWords();
  const language = useLanguage();
  const [search, change] = usePageSearch();
  const years = outlook.total.map(({ year }) => year);
  const year = years.find((each) => String(each) === search['year']) ?? years.at(-1) ?? 0;
  const left = cutsLeft(chosen);
  return (
    <>
      <div className={classes.filters}>
        <ChoiceField
          label={say('axis.service')}
          value={chosen.service ?? ''}
          onChange={(value) => change({ service: value === '' ? undefined : value, by: undefined })}
          choices={[
            { value: '', label: say('segments.allServices') },
            ...services.map((key) => ({ value: key, label: keyName('service', key, say, language) })),
          ]}
        />
        <ChoiceField
          label={say('shares.year')}
          value={String(year)}
          onChange={(value) => change({ year: value })}
          choices={years.map((each) => ({ value: String(each), label: String(each) }))}
        />
        {left.length > 1 && (
          <ChoiceField
            label={say('shares.cut')}
            value={by}
            onChange={(value) => change({ by: value })}
            choices={left.map((cut) => ({ value: cut, label: say(`axis.${cut}`) }))}
          />
        )}
      </div>
      <LevelFacts outlook={outlook} cells={cells} chosen={chosen} year={year} />
      {left.length > 0 && <SegmentTable outlook={outlook} cells={cells} chosen={chosen} by={by} year={year} seesPosition={seesPosition} />}
      <TagLegend tags={['published', 'counted', 'assumed', 'modelled']} />
      <p className={classes.quiet}>{say('segments.intervals')}</p>
    </>
  );
}

/** What is chosen, as a whole. */
function LevelFacts({ outlook, cells, chosen, year }: Pick<LevelProps, 'outlook' | 'cells' | 'chosen'> & { readonly year: number }) {
  const say = useMarketWords();
  const language = useLanguage();
  const { totals } = cells;
  const here = totals.find((one) => one.year === year);
  const [first, last] = [totals[0], totals.at(-1)];
  const cagr = growthOver(first?.value, last?.value, (last?.year ?? 0) - (first?.year ?? 0));
  const known = knownOf(outlook, chosen, year);
  const tag = known?.tag ?? cells.tag;
  const interval80 = known?.interval80 ?? here?.interval80;
  return (
    <KeyFacts
      size="large"
      facts={[
        {
          term: say('segments.size', { year }),
          value: <Tagged value={usd(here?.value ?? 0, say, language)} tag={tag} />,
          ...(interval80 ? { note: say('outlook.interval80', { interval: between(interval80, language) }) } : {}),
        },
        {
          term: say('segments.ofMarket'),
          value: <Tagged value={percent(here?.ofMarket ?? 0, language)} tag={tag} />,
        },
        {
          term: say('shares.growthSpan', { from: first?.year, to: last?.year }),
          value: cagr === null ? say('shares.noGrowth') : <Tagged value={percent(cagr, language, 2)} tag={cells.tag} />,
        },
      ]}
    />
  );
}
