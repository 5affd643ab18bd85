// What follows from the position: recommendations as codes and facts, each with the figures that speak for it. Pages put them into words.
import type { Tag } from './outlook-types.ts';
import type { Position, PositionPart } from './position.ts';
import type { Concentration } from './position-concentration.ts';
import type { Pipeline } from './position-pipeline.ts';
import type { WhiteSpot } from './position-white-spots.ts';

/** A figure that speaks for a recommendation. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'USD' | 'USD million' | 'fraction' | 'days' | 'count' | 'index';
  readonly tag: Tag;
}

export type RecommendationCode =
  | 'enter-area-where-we-are'
  | 'enter-country-with-what-we-know'
  | 'enter-anew'
  | 'catch-up-with-market'
  | 'build-on-lead'
  | 'spread-over-countries'
  | 'spread-over-areas'
  | 'spread-over-sponsors'
  | 'open-what-waits'
  | 'enrol-what-is-contracted';

/** A recommendation; `atStake` in US dollars says what comes first. */
export interface Recommendation {
  readonly code: RecommendationCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly atStake: number;
  readonly figures: readonly Figure[];
}

/** What recommendations are read from. */
export interface RecommendationGround {
  readonly position: Position;
  readonly pipeline: Pipeline;
  /** Median days from selection to opening of the network's own start-ups; null where none opened. */
  readonly medianStartUpDays: number | null;
}

/** Growth that differs from the market's by less is the market's. */
const AS_FAST = 0.05;
/** A part of the revenue by which a cut matters. */
const MATTERS = 0.1;
/** One part above this carries too much. */
const TOO_MUCH = 0.4;
/** White spots of each kind that are told. */
const SPOTS = 3;
const MILLION = 1_000_000;

/** Every recommendation that the figures bear out, the most at stake first. */
export function recommendationsOf(ground: RecommendationGround): readonly Recommendation[] {
  const { position, pipeline } = ground;
  const found = [
    ...entering(position),
    ...growing(position),
    ...position.concentration.flatMap(spreading),
    ...waiting(ground),
    ...enrolling(pipeline),
  ];
  return found.toSorted(
    (a, b) => b.atStake - a.atStake || (`${a.code}${JSON.stringify(a.facts)}` < `${b.code}${JSON.stringify(b.facts)}` ? -1 : 1),
  );
}

const modelled = (name: string, value: number, unit: Figure['unit']): Figure => ({ name, value, unit, tag: 'modelled' });
const counted = (name: string, value: number, unit: Figure['unit']): Figure => ({ name, value, unit, tag: 'counted' });
// What was earned is counted, and in US dollars by rates that are assumed: the weaker of the two counts.
const assumed = (name: string, value: number, unit: Figure['unit']): Figure => ({ name, value, unit, tag: 'assumed' });

function entering({ whiteSpots, total }: Position): Recommendation[] {
  const share = total.share ?? 0;
  const kindOf = ({ sitesInCountry, studiesInArea }: WhiteSpot): RecommendationCode =>
    sitesInCountry > 0 ? 'enter-area-where-we-are' : studiesInArea > 0 ? 'enter-country-with-what-we-know' : 'enter-anew';
  const told = new Map<RecommendationCode, number>();
  return whiteSpots.flatMap((spot) => {
    const code = kindOf(spot);
    const before = told.get(code) ?? 0;
    told.set(code, before + 1);
    if (before >= SPOTS) return [];
    const { area, country, value, last, added, cagr, sitesInCountry, studiesInArea } = spot;
    return [
      {
        code,
        facts: { area, country, sitesInCountry, studiesInArea },
        // What the network's present share of the whole would be worth of what is added there.
        atStake: added * MILLION * share,
        figures: [
          modelled('market-now', value, 'USD million'),
          modelled('market-last', last, 'USD million'),
          modelled('market-added', added, 'USD million'),
          modelled('market-growth', cagr, 'fraction'),
          counted('sites-in-country', sitesInCountry, 'count'),
          counted('studies-in-area', studiesInArea, 'count'),
          modelled('own-share-of-market', share, 'fraction'),
        ],
      },
    ];
  });
}

function growing({ cuts, total, growthMonths }: Position): Recommendation[] {
  if (growthMonths === null) return [];
  return (['area', 'country'] as const).flatMap((cut) =>
    cuts[cut].flatMap((part) => {
      if (part.growth === null || part.marketGrowth === null || part.revenue < MATTERS * total.revenue) return [];
      const ahead = part.growth - part.marketGrowth;
      if (Math.abs(ahead) < AS_FAST) return [];
      return [ahead < 0 ? behind(cut, part) : lead(cut, part)];
    }),
  );
}

const growthFigures = ({ recent, before, growth, marketGrowth, market, share }: PositionPart): Figure[] => [
  assumed('own-revenue', recent, 'USD'),
  assumed('own-revenue-before', before, 'USD'),
  assumed('own-growth', growth ?? 0, 'fraction'),
  modelled('market-growth', marketGrowth ?? 0, 'fraction'),
  ...(market === null ? [] : [modelled('market-now', market / MILLION, 'USD million')]),
  ...(share === null ? [] : [modelled('own-share-of-market', share, 'fraction')]),
];

// At stake is what growing with the market would have brought.
function behind(cut: string, part: PositionPart): Recommendation {
  const atStake = part.before * (1 + (part.marketGrowth ?? 0)) - part.recent;
  return { code: 'catch-up-with-market', facts: { cut, key: part.key }, atStake, figures: growthFigures(part) };
}

// At stake is what was gained on the market.
function lead(cut: string, part: PositionPart): Recommendation {
  const atStake = part.recent - part.before * (1 + (part.marketGrowth ?? 0));
  return { code: 'build-on-lead', facts: { cut, key: part.key }, atStake, figures: growthFigures(part) };
}

const SPREAD = { country: 'spread-over-countries', area: 'spread-over-areas', sponsor: 'spread-over-sponsors' } as const;

function spreading({ by, hhi, effective, parts }: Concentration): Recommendation[] {
  const [first] = parts;
  if (!first || first.share < TOO_MUCH || parts.length < 2) return [];
  return [
    {
      code: SPREAD[by],
      facts: { key: first.key, parts: parts.length },
      atStake: first.revenue,
      figures: [
        assumed('largest-share', first.share, 'fraction'),
        assumed('largest-revenue', first.revenue, 'USD'),
        assumed('concentration', hhi, 'index'),
        assumed('effective-parts', effective, 'count'),
      ],
    },
  ];
}

const beforeOpening = new Set(['selected', 'start-up', 'ready-to-activate']);

function waiting({ pipeline, medianStartUpDays }: RecommendationGround): Recommendation[] {
  const rows = pipeline.rows.filter(({ state, expected }) => beforeOpening.has(state) && expected !== null);
  const expected = rows.reduce((sum, row) => sum + (row.expected ?? 0), 0);
  if (expected === 0) return [];
  const figures = [
    counted('places-waiting', rows.length, 'count'),
    counted(
      'participants-waiting',
      rows.reduce((sum, { remaining }) => sum + remaining, 0),
      'count',
    ),
    assumed('expected', expected, 'USD'),
    ...(medianStartUpDays === null ? [] : [counted('median-start-up', medianStartUpDays, 'days')]),
  ];
  return [{ code: 'open-what-waits', facts: { places: rows.length }, atStake: expected, figures }];
}

function enrolling({ rows }: Pipeline): Recommendation[] {
  const open = rows.filter(({ state, contracted }) => state === 'active-recruiting' && contracted !== null);
  const contracted = open.reduce((sum, row) => sum + (row.contracted ?? 0), 0);
  const [first] = open;
  if (contracted === 0 || !first) return [];
  const figures = [
    counted('places-open', open.length, 'count'),
    counted(
      'participants-to-enrol',
      open.reduce((sum, { remaining }) => sum + remaining, 0),
      'count',
    ),
    assumed('contracted', contracted, 'USD'),
  ];
  return [
    {
      code: 'enrol-what-is-contracted',
      facts: { places: open.length, study: first.study, site: first.site },
      atStake: contracted,
      figures,
    },
  ];
}
