// Where the network stands in the market: share, growth against it, white spots, concentration, pipeline; and what follows from that.
import { z } from 'zod';
import { amountMinor, currency, date, id, question } from '#platform/contract';
import { areas } from '../rules.ts';
import { runView } from './outlook.ts';
import { tag } from './words.ts';

const usd = z.number();

/** One part of a cut: what the network has there beside what the market is worth there. Growth rates are fractions. */
const part = z.object({
  key: z.string(),
  studies: z.number().int(),
  places: z.number().int(),
  /** US dollars of the window. */
  revenue: usd,
  /** Of the months that growth compares (`growthMonths`), and of as many before. */
  recent: usd,
  before: usd,
  /** Null where the network earned nothing before. */
  growth: z.number().nullable(),
  /** US dollars of the same months, of site management; null outside the years of the outlook. */
  market: usd.nullable(),
  /** Over as many months as the network's own growth. */
  marketGrowth: z.number().nullable(),
  share: z.number().nullable(),
});

export const whiteSpot = z.object({
  area: z.enum(areas),
  country: z.string(),
  region: z.string(),
  /** USD million of site management, now and in the last year of the outlook, and what is added between. */
  value: z.number(),
  last: z.number(),
  added: z.number(),
  cagr: z.number(),
  /** What of the network is near: sites in the country, studies in the area elsewhere. */
  sitesInCountry: z.number().int(),
  studiesInArea: z.number().int(),
});

const concentration = z.object({
  by: z.enum(['country', 'area', 'sponsor']),
  /** Sum of squared shares x 10,000 (Herfindahl-Hirschman). */
  hhi: z.number(),
  /** How many parts of equal size would be as concentrated. */
  effective: z.number(),
  parts: z.array(z.object({ key: z.string(), revenue: usd, share: z.number() })),
});

const pipelineRow = z.object({
  studySiteId: id,
  studyId: id,
  study: z.string(),
  siteId: id,
  site: z.string(),
  country: z.string(),
  area: z.enum(areas),
  state: z.string(),
  /** Participants still to enrol under the target. */
  remaining: z.number().int(),
  /** Of one who completes, by the contract's dry run; `earned`: what participants earned so far, where no contract says. */
  perParticipant: z.object({ amountMinor, currency, basis: z.enum(['contract', 'earned']) }).nullable(),
  contracted: usd.nullable(),
  chance: z.number(),
  expected: usd.nullable(),
});

/** The position; all sums in US dollars by the assumed rates that stand in it. */
export const positionView = z.object({
  /** The outlook that it is held against; null where none was made. */
  run: runView.nullable(),
  /** Twelve complete months, both included, as `YYYY-MM`. */
  window: z.object({ from: z.string(), to: z.string() }),
  /** Growth compares so many months with as many before: 12, 6 or 3, as far as the network's records reach; null where they do not. */
  growthMonths: z.number().int().nullable(),
  service: z.string(),
  tags: z.object({ revenue: tag, market: tag, rates: tag, chances: tag }),
  rates: z.object({ asOf: date, reason: z.string(), usdPer: z.record(z.string(), z.number()) }),
  /** As it was earned, by currency; `usd` is null where no rate is assumed, and then it is counted nowhere. */
  earned: z.array(z.object({ currency, amountMinor, beforeMinor: amountMinor, usd: usd.nullable() })),
  total: part,
  cuts: z.object({ area: z.array(part), phase: z.array(part), region: z.array(part), country: z.array(part) }),
  whiteSpots: z.array(whiteSpot),
  concentration: z.array(concentration),
  pipeline: z.object({
    rows: z.array(pipelineRow),
    contracted: usd,
    expected: usd,
    /** Places without a target, or without anything that says what a participant is worth. */
    unvalued: z.number().int(),
  }),
});

/** A figure that speaks for a recommendation. */
const figure = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.enum(['USD', 'USD million', 'fraction', 'days', 'count', 'index']),
  tag,
});

export const recommendationCodes = [
  'enter-area-where-we-are',
  'enter-country-with-what-we-know',
  'enter-anew',
  'catch-up-with-market',
  'build-on-lead',
  'spread-over-countries',
  'spread-over-areas',
  'spread-over-sponsors',
  'open-what-waits',
  'enrol-what-is-contracted',
] as const;

/** What follows from the position: a code and its facts, for pages to word; the reason is in the figures. */
export const recommendationView = z.object({
  code: z.enum(recommendationCodes),
  /** What it speaks of: keys of areas, countries, sponsors, numbers of sites. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** US dollars at stake, by which recommendations are ordered. */
  atStake: usd,
  figures: z.array(figure),
});

/** The routes of the position. */
export const positionContract = {
  position: question({
    name: 'market.position',
    permission: 'market.view',
    path: '/market/position',
    summary: 'The network on the cells of the market: share, growth against market, white spots, concentration and pipeline',
    output: positionView,
  }),
  recommendations: question({
    name: 'market.recommendations',
    permission: 'market.view',
    path: '/market/recommendations',
    summary: 'What follows from the position, each with the figures that speak for it, the most at stake first',
    output: z.object({ run: runView.nullable(), recommendations: z.array(recommendationView) }),
  }),
};
