// Studies by therapeutic area, how well areas are read, and the words that decided.
import { DataTable, formatDate, formatNumber, useLanguage, type Column, type Say } from '#ui';
import { type AreaScore, areaAccuracy, shareOf } from '../rules/area-accuracy.ts';
import type { Told } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { percent } from './names.ts';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** The section. */
export function ActivityAreas({ told }: { readonly told: Told }) {
  const say = useActivityWords();
  const market = useMarketWords();
  const name = useKeyNames();
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, 0, language);
  const { areaReadFrom: from, areaDecidedBy: terms, isPresentClassifier } = told;
  const read = { conditions: number(from.conditions), mesh: number(from.mesh), title: number(from.title), nothing: number(from.nothing) };
  return (
    <section aria-labelledby="activity-areas">
      <h2 id="activity-areas" className={classes.heading}>
        {say('areas.heading')}
      </h2>
      <p className={classes.finding}>{say('areas.readFrom', read)}</p>
      {isPresentClassifier ? (
        <>
          <p className={classes.finding}>{accuracyText(say, language)}</p>
          <p className={classes.finding}>
            <span className={classes.quiet}>{say('areas.narrow')}</span>
          </p>
        </>
      ) : (
        <p className={classes.finding}>{say('areas.older')}</p>
      )}
      <DataTable
        label={say('areas.table')}
        columns={areaColumns({ say, market, language, nameOf: (area) => name('area', area), isScored: isPresentClassifier }, told)}
        rows={told.byArea}
        rowKey={({ area }) => area}
        empty=""
      />
      <h3 className={classes.small}>{say('areas.terms')}</h3>
      <p className={classes.finding}>
        <span className={classes.quiet}>{say('areas.termHint')}</span>
      </p>
      <DataTable
        label={say('areas.terms')}
        columns={[
          { key: 'term', header: say('areas.term'), cell: ({ term }) => term, value: ({ term }) => term },
          {
            key: 'area',
            header: say('areas.area'),
            cell: ({ area }) => name('area', area),
            value: ({ area }) => name('area', area),
            width: '260px',
          },
          { ...studiesColumn(say, language), width: '120px' },
        ]}
        rows={terms}
        rowKey={({ area, term }) => `${area} ${term}`}
        empty={say('areas.noTerms')}
        maxHeight="320px"
      />
    </section>
  );
}

function accuracyText(say: Say, language: string): string {
  const { countedOn, byConditions, byTitle } = areaAccuracy;
  const [conditions, title] = [shareOf(byConditions.right, byConditions.studies), shareOf(byTitle.right, byTitle.studies)];
  const told = (share: number | undefined) => percent(share ?? 0, language);
  return say('areas.accuracy', {
    day: formatDate(countedOn, { language }),
    right: byConditions.right,
    all: byConditions.studies,
    share: told(conditions?.share),
    from: told(conditions?.from),
    to: told(conditions?.to),
    titleRight: byTitle.right,
    titleAll: byTitle.studies,
    titleShare: told(title?.share),
    titleFrom: told(title?.from),
    titleTo: told(title?.to),
  });
}

function studiesColumn(say: Say, language: string): Column<{ readonly studies: number }> {
  return {
    key: 'studies',
    header: say('areas.studies'),
    numeric: true,
    cell: ({ studies }) => formatNumber(studies, 0, language),
    value: ({ studies }) => studies,
    width: '120px',
  };
}

type AreaRow = Told['byArea'][number];

interface Shown {
  readonly say: Say;
  readonly market: Say;
  readonly language: string;
  readonly nameOf: (area: AreaRow['area']) => string;
  /** Whether it is known how well these areas are read. */
  readonly isScored: boolean;
}

function areaColumns({ say, market, language, nameOf, isScored }: Shown, { byArea }: Told): readonly Column<AreaRow>[] {
  const all = byArea.reduce((sum, { studies }) => sum + studies, 0);
  const scored = (key: 'precision' | 'recall', allOf: (score: AreaScore) => number): Column<AreaRow> => {
    const text = ({ area }: AreaRow) => {
      const score = areaAccuracy.byConditions.areas.find((each) => each.area === area);
      if (!score || allOf(score) === 0) return '–';
      return `${percent(score.right / allOf(score), language)} (${say('areas.of', { right: score.right, all: allOf(score) })})`;
    };
    return { key, header: say(`areas.${key}`), numeric: true, cell: text, value: text, width: '220px' };
  };
  return [
    { key: 'area', header: say('areas.area'), cell: ({ area }) => nameOf(area), value: ({ area }) => nameOf(area) },
    studiesColumn(say, language),
    {
      key: 'share',
      header: say('areas.share'),
      unit: '%',
      numeric: true,
      cell: ({ studies }) => (all === 0 ? '–' : formatNumber((100 * studies) / all, 1, language)),
      value: ({ studies }) => (all === 0 ? null : (100 * studies) / all),
      width: '120px',
    },
    { key: 'tag', header: market('tagColumn'), cell: () => <TagMark tag="counted" />, value: () => market('tag.counted'), width: '110px' },
    ...(isScored ? [scored('precision', ({ read }) => read), scored('recall', ({ judged }) => judged)] : []),
  ];
}
