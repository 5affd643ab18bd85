// Where the network stands in the market: what it earned beside what the market is worth in the same cells and months.
import type { Region } from '#network/rules';
import type { OwnAssumptions } from './position-assumptions.ts';
import type { OutlookCell } from './outlook-types.ts';
import { type Concentration, concentrationBy } from './position-concentration.ts';
import { type WhiteSpot, whiteSpots } from './position-white-spots.ts';
import { type Area, type Phase, marketCountryOf } from './taxonomy.ts';

/** A study of the network as the market reads it. */
export interface OwnStudy {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly area: Area;
  readonly phases: readonly { readonly phase: Phase; readonly part: number }[];
  readonly sponsor: string | null;
}

/** A study at a site. */
export interface OwnPlace {
  readonly studySiteId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly site: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly state: string;
  readonly selectedOn: string | null;
  readonly openedOn: string | null;
  readonly target: number | null;
  readonly enrolled: number;
}

/** What a study at a site earned by services of one month, in the currency's minor units. */
export interface OwnMonth {
  readonly studySiteId: string;
  readonly currency: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Whole units of the currency: minor units are divided by whoever knows them. */
  readonly amount: number;
}

/** What the network is, and what it is held against. */
export interface PositionQuestion {
  /** The last complete month, `YYYY-MM`. */
  readonly lastMonth: string;
  readonly studies: readonly OwnStudy[];
  readonly places: readonly OwnPlace[];
  readonly earned: readonly OwnMonth[];
  readonly own: OwnAssumptions;
  /** Of every service; empty where no outlook was made. USD million. */
  readonly cells: readonly OutlookCell[];
}

/** One part of a cut; amounts in US dollars, growth rates and shares fractions. */
export interface PositionPart {
  readonly key: string;
  readonly studies: number;
  readonly places: number;
  /** Of the window. */
  readonly revenue: number;
  /** Of the last months of the window that growth compares, and of as many before them. */
  readonly recent: number;
  readonly before: number;
  readonly growth: number | null;
  readonly market: number | null;
  /** Over as many months as the network's own growth. */
  readonly marketGrowth: number | null;
  readonly share: number | null;
}

export type PositionCut = 'area' | 'phase' | 'region' | 'country';

/** The position without its pipeline. */
export interface Position {
  readonly window: { readonly from: string; readonly to: string };
  /** Growth compares so many months with as many before: as long as the network's records reach; null where they reach for nothing. */
  readonly growthMonths: number | null;
  readonly service: typeof ownService;
  readonly total: PositionPart;
  readonly cuts: Readonly<Record<PositionCut, readonly PositionPart[]>>;
  readonly whiteSpots: readonly WhiteSpot[];
  readonly concentration: readonly Concentration[];
}

/** What sites earn by contracts for participants and visits is site management; contracts of this program know no other service. */
export const ownService = 'Site management';

const MILLION = 1_000_000;
const ended = new Set(['declined', 'withdrawn', 'terminated']);

/** Months as whole numbers, so that they can be counted on. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month of such a number, `YYYY-MM`. */
export const monthOf = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;

/** A piece of what the network has, in one place of the cuts. */
interface Piece {
  readonly studyId: string;
  readonly studySiteId: string;
  readonly siteId: string;
  readonly area: Area;
  readonly phase: Phase;
  readonly country: string;
  readonly region: Region | 'Unknown';
  readonly sponsor: string | null;
  readonly revenue: number;
  readonly recent: number;
  readonly before: number;
}

/** Lengths over which growth may be told, in months. */
const LENGTHS = [12, 6, 3] as const;

/** The position over the twelve months up to the last complete one. */
export function positionOf(question: PositionQuestion): Position {
  const last = monthNumber(question.lastMonth);
  const months = growthMonthsOf(question.earned, last);
  const pieces = piecesOf(question, last, months ?? 12);
  const market = question.cells.filter(({ service }) => service === ownService);
  const inMarket = marketReader(market, last, months ?? 12);
  const cut = (by: PositionCut): PositionPart[] =>
    [...new Set([...market, ...pieces].map((one) => one[by]))]
      .map((key) =>
        partOf(
          key,
          pieces.filter((piece) => piece[by] === key),
          inMarket((cell) => cell[by] === key),
        ),
      )
      .toSorted((a, b) => b.revenue - a.revenue || (b.market ?? 0) - (a.market ?? 0) || (a.key < b.key ? -1 : 1));
  return {
    window: { from: monthOf(last - 11), to: monthOf(last) },
    growthMonths: months,
    service: ownService,
    total: partOf(
      '',
      pieces,
      inMarket(() => true),
    ),
    cuts: { area: cut('area'), phase: cut('phase'), region: cut('region'), country: cut('country') },
    whiteSpots: whiteSpots(market, pieces, Math.floor(last / 12)),
    concentration: [
      concentrationBy('country', pieces, ({ country }) => country),
      concentrationBy('area', pieces, ({ area }) => area),
      concentrationBy('sponsor', pieces, ({ sponsor }) => sponsor ?? '-'),
    ],
  };
}

/** US dollars of an amount by the assumed rates; null without a rate for its currency. */
export function inUsd(amount: number, currency: string, own: OwnAssumptions): number | null {
  const rate = own.usdPer[currency];
  return rate === undefined ? null : amount * rate;
}

// A network whose records begin within the months that are compared did not grow from nothing: it was not written down.
function growthMonthsOf(earned: readonly OwnMonth[], last: number): number | null {
  const first = earned.reduce((least, { month }) => Math.min(least, monthNumber(month)), Infinity);
  return LENGTHS.find((months) => first <= last - 2 * months + 1) ?? null;
}

function piecesOf({ studies, places, earned, own }: PositionQuestion, last: number, length: number): Piece[] {
  const studyById = new Map(studies.map((study) => [study.id, study]));
  return places.flatMap((place) => {
    const study = studyById.get(place.studyId);
    if (!study || ended.has(place.state)) return [];
    const months = earned.filter(({ studySiteId }) => studySiteId === place.studySiteId);
    const sum = (from: number, to: number) =>
      months.reduce((total, { month, amount, currency }) => {
        const at = monthNumber(month);
        return at >= from && at <= to ? total + (inUsd(amount, currency, own) ?? 0) : total;
      }, 0);
    const [revenue, recent, before] = [sum(last - 11, last), sum(last - length + 1, last), sum(last - 2 * length + 1, last - length)];
    const where = marketCountryOf(place.country);
    return study.phases.map(({ phase, part }) => ({
      studyId: study.id,
      studySiteId: place.studySiteId,
      siteId: place.siteId,
      area: study.area,
      phase,
      country: where?.key ?? 'Unknown',
      region: where?.region ?? 'Unknown',
      sponsor: study.sponsor,
      revenue: revenue * part,
      recent: recent * part,
      before: before * part,
    }));
  });
}

interface MarketThere {
  readonly value: number | null;
  readonly growth: number | null;
}

// The months of the window lie in two years of the market, which counts each year as twelve equal months.
function marketReader(cells: readonly OutlookCell[], last: number, length: number): (of: (cell: OutlookCell) => boolean) => MarketThere {
  const years = new Set(cells.map(({ year }) => year));
  const months = Array.from({ length: 12 }, (_, back) => Math.floor((last - back) / 12));
  return (of) => {
    const byYear = new Map<number, number>();
    for (const cell of cells) if (of(cell)) byYear.set(cell.year, (byYear.get(cell.year) ?? 0) + cell.value);
    if (!months.every((year) => years.has(year))) return { value: null, growth: null };
    const value = (months.reduce((sum, year) => sum + (byYear.get(year) ?? 0), 0) / 12) * MILLION;
    const year = Math.floor(last / 12);
    const [now, then] = years.has(year - 1) ? [byYear.get(year), byYear.get(year - 1)] : [byYear.get(year + 1), byYear.get(year)];
    return { value, growth: now !== undefined && then !== undefined && then > 0 ? (now / then) ** (length / 12) - 1 : null };
  };
}

function partOf(key: string, pieces: readonly Piece[], market: MarketThere): PositionPart {
  const [revenue, recent, before] = [sumOf(pieces, 'revenue'), sumOf(pieces, 'recent'), sumOf(pieces, 'before')];
  return {
    key,
    studies: new Set(pieces.map(({ studyId }) => studyId)).size,
    places: new Set(pieces.map(({ studySiteId }) => studySiteId)).size,
    revenue,
    recent,
    before,
    growth: before > 0 ? recent / before - 1 : null,
    market: market.value,
    marketGrowth: market.growth,
    share: market.value !== null && market.value > 0 ? revenue / market.value : null,
  };
}

const sumOf = (pieces: readonly Piece[], key: 'revenue' | 'recent' | 'before'): number =>
  pieces.reduce((sum, piece) => sum + piece[key], 0);
