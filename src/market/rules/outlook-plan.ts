// A question made ready: its assumptions in one list, its activity in one table, its claims on their cells. Everything that refits share.
import { type Outcome, ok, refuse } from '#lib';
import { changedAssumptions, underScenario } from './assumption-set.ts';
import { type CountedActivity, countedActivity } from './outlook-activity.ts';
import { type ClaimedYear, type PlannedClaim, claimedYears, claimsOfEvidence, plannedClaims } from './outlook-claims.ts';
import { evidenceFault } from './evidence-faults.ts';
import { evidenceConflicts, pooledGrowth, triangulations, widenedFrame } from './outlook-evidence.ts';
import { type Axes, axesOf, firstYear, lastYear, totalBetween } from './outlook-frame.ts';
import type { Assumption, EvidenceConflict, EvidenceRecord, OutlookQuestion, OutlookRefusal, Triangulation } from './outlook-types.ts';
import { publishedFrame } from './published-frame.ts';
import { areas, phases, services, unknownCountry } from './taxonomy.ts';

/** Where each assumption stands in the list; -1 where an axis has none. */
export interface Slots {
  readonly firstTotal: number;
  readonly lastTotal: number;
  readonly correlation: number;
  readonly observations: number;
  readonly defaultSiteYears: number;
  readonly mixSpread: number;
  readonly country: readonly number[];
  readonly area: readonly number[];
  readonly phase: readonly number[];
  readonly service: readonly number[];
  readonly pricePhase: readonly number[];
  readonly priceCountry: readonly number[];
  readonly growth: Readonly<Record<'service' | 'area' | 'phase' | 'region', readonly number[]>>;
}

/** A pair of keys with the cells that it moves. */
export interface Mix {
  readonly slot: number;
  readonly cells: Int32Array;
}

export interface OutlookPlan {
  readonly question: OutlookQuestion;
  readonly axes: Axes;
  readonly assumptions: readonly Assumption[];
  readonly slots: Slots;
  readonly activityMixes: readonly Mix[];
  readonly serviceMixes: readonly Mix[];
  readonly counted: CountedActivity | null;
  /** How many independent observations the activity table is worth. */
  readonly observations: number;
  readonly claims: readonly PlannedClaim[];
  readonly claimedYears: readonly ClaimedYear[];
  readonly evidence: readonly EvidenceRecord[];
  readonly conflicts: readonly EvidenceConflict[];
  readonly triangulation: readonly Triangulation[];
}

const MOST_REFITS = 100_000;

/** The plan of a question; what cannot be is refused by its path. */
export function planOutlook(question: OutlookQuestion): Outcome<OutlookPlan, OutlookRefusal> {
  const counted = countedActivity(question.activity);
  if (!counted.ok) return counted;
  const changed = changedAssumptions(question.changes);
  if (!changed.ok) return changed;
  if (!(Number.isInteger(question.refits) && question.refits >= 0 && question.refits <= MOST_REFITS))
    return refuse('bad-assumptions', {
      path: 'refits',
      fault: 'refits',
      most: MOST_REFITS,
      message: `Refits are a whole number from 0 to ${MOST_REFITS}`,
    });
  const ended = new Set(question.ended ?? []);
  const missing = missingTotal(question, ended);
  if (missing !== null)
    return refuse('total-missing', { path: 'ended', year: missing, message: `Nothing says what the total of ${missing} is` });
  const axes = axesOf(counted.value?.withUnknown ?? false);
  const judged = judgedQuestion(question, axes);
  if (!judged.ok) return judged;
  const evidence = [...publishedFrame.filter(({ id }) => !ended.has(id)), ...question.evidence];
  const setByHand = new Set(question.changes.flatMap(({ id, value }) => (value === undefined ? [] : [id])));
  const grown = counted.value ? pooledGrowth(changed.value, counted.value, setByHand) : changed.value;
  const triangulation = triangulations(evidence, frameOf(grown));
  const under = underScenario(widenedFrame(grown, triangulation), question.scenario);
  if (!under.ok) return under;
  const assumptions = under.value;
  const slots = slotsOf(assumptions, axes);
  const valueOf = (slot: number) => assumptions[slot]?.value ?? 0;
  const totalAt = (year: number) => totalBetween(valueOf(slots.firstTotal), valueOf(slots.lastTotal), year);
  const claims = plannedClaims(askedClaims(question), axes, totalAt);
  if (!claims.ok) return claims;
  const perObservation = valueOf(slotOf(assumptions, 'activity.siteYearsPerObservation'));
  return ok({
    question,
    axes,
    assumptions,
    slots,
    ...mixesOf(assumptions, axes),
    counted: counted.value,
    observations: (counted.value?.siteYears ?? 0) / perObservation,
    claims: claims.value,
    claimedYears: claimedYears(claims.value),
    evidence,
    conflicts: evidenceConflicts(evidence),
    triangulation,
  });
}

/** Refuses records and claims that cannot be, or that go by the id of another. */
function judgedQuestion({ evidence, claims }: OutlookQuestion, axes: Axes): Outcome<null, OutlookRefusal> {
  const ids = new Set(publishedFrame.map(({ id }) => id));
  for (const [at, record] of evidence.entries()) {
    const fault = evidenceFault(record, ids, axes);
    if (fault) {
      const { field, ...told } = fault;
      return refuse('bad-assumptions', { path: `evidence[${at}].${field}`, ...told });
    }
    ids.add(record.id);
  }
  const twice = claims.findIndex(({ id }, at) => claims.findIndex((one) => one.id === id) < at);
  if (twice === -1) return ok(null);
  const message = `${claims[twice]?.id} is the id of another claim`;
  return refuse('bad-assumptions', { path: `claims[${twice}].id`, fault: 'claim-twice', message });
}

/** A year whose published total counts no more, and for which nothing else stands in. */
function missingTotal({ changes }: OutlookQuestion, ended: ReadonlySet<string>): number | null {
  const told = new Set(changes.flatMap(({ id, value }) => (value === undefined ? [] : [id])));
  const gone = publishedFrame.find(({ id, kind, year }) => kind === 'total' && ended.has(id) && !told.has(`frame.total.${year}`));
  return gone?.year ?? null;
}

const slotOf = (assumptions: readonly Assumption[], id: string) => assumptions.findIndex((one) => one.id === id);

function frameOf(assumptions: readonly Assumption[]): ReadonlyMap<number, { readonly value: number; readonly sd: number }> {
  return new Map(
    [firstYear, lastYear].flatMap((year) => {
      const one = assumptions[slotOf(assumptions, `frame.total.${year}`)];
      return one ? [[year, { value: one.value, sd: one.sd }] as const] : [];
    }),
  );
}

function askedClaims({ claims, evidence }: OutlookQuestion) {
  const fromEvidence = claimsOfEvidence(evidence).map((claim) => {
    const at = evidence.findIndex(({ id }) => id === claim.id);
    return { path: `evidence[${at}]`, claim };
  });
  return [...claims.map((claim, at) => ({ path: `claims[${at}]`, claim })), ...fromEvidence];
}

function slotsOf(assumptions: readonly Assumption[], { keys }: Axes): Slots {
  const places = new Map(assumptions.map(({ id }, at) => [id, at]));
  const of = (id: string) => places.get(id) ?? -1;
  const each = (path: string, list: readonly string[]) => list.map((key) => of(`${path}.${key}`));
  return {
    firstTotal: of(`frame.total.${firstYear}`),
    lastTotal: of(`frame.total.${lastYear}`),
    correlation: of('frame.correlation'),
    observations: of('activity.observations'),
    defaultSiteYears: of('activity.defaultSiteYears'),
    mixSpread: of('mix.spread'),
    country: each('activity.country', keys.country),
    area: each('activity.area', areas),
    phase: each('activity.phase', phases),
    service: each('service', services),
    pricePhase: each('price.phase', phases),
    priceCountry: each('price.country', keys.country),
    growth: {
      service: each('growth.service', services),
      area: each('growth.area', areas),
      phase: each('growth.phase', phases),
      region: each('growth.region', keys.region),
    },
  };
}

type Pair = (area: number, phase: number, region: number) => readonly [string | undefined, string | undefined];

function mixesOf(assumptions: readonly Assumption[], axes: Axes): Pick<OutlookPlan, 'activityMixes' | 'serviceMixes'> {
  const pairs: Readonly<Record<string, Pair>> = {
    'mix.area-phase.': (area, phase) => [areas[area], phases[phase]],
    'mix.area-region.': (area, _, region) => [areas[area], axes.keys.region[region]],
    'mix.phase-region.': (_, phase, region) => [phases[phase], axes.keys.region[region]],
  };
  const countries = axes.countries.length;
  const cellsOf = (id: string): Int32Array => {
    const path = Object.keys(pairs).find((one) => id.startsWith(one));
    const pair = path === undefined ? undefined : pairs[path];
    const cells = pair ? Array.from({ length: areas.length * phases.length * countries }, (_, cell) => cell) : [];
    return Int32Array.from(
      cells.filter((cell) => {
        const country = cell % countries;
        const phase = Math.floor(cell / countries) % phases.length;
        const area = Math.floor(cell / (countries * phases.length));
        return pair !== undefined && id === `${path}${pair(area, phase, axes.regionOf[country] ?? -1).join('.')}`;
      }),
    );
  };
  const listed = assumptions.map(({ id }, slot) => ({ id, slot }));
  const serviceCell = (id: string) => {
    const at = Array.from({ length: services.length * phases.length }, (_, cell) => cell);
    const keyOf = (cell: number) => `mix.service-phase.${services[Math.floor(cell / phases.length)]}.${phases[cell % phases.length]}`;
    return Int32Array.from(at.filter((cell) => keyOf(cell) === id));
  };
  const ofActivity = listed.filter(({ id }) => id.startsWith('mix.') && id !== 'mix.spread' && !id.startsWith('mix.service-phase.'));
  return {
    activityMixes: ofActivity.map(({ id, slot }) => ({ slot, cells: cellsOf(id) })),
    serviceMixes: listed.filter(({ id }) => id.startsWith('mix.service-phase.')).map(({ id, slot }) => ({ slot, cells: serviceCell(id) })),
  };
}

/** Whether an assumption has a part in this plan's answer: a registry file makes those of activity idle. */
export function isUsed({ counted, axes }: OutlookPlan, { id }: Assumption, defaultSiteYears: number): boolean {
  if (id === `price.country.${unknownCountry}`) return axes.keys.country.includes(unknownCountry);
  const ofActivity = /^(activity\.(country|area|phase)\.|mix\.(area|phase|spread))/.test(id);
  if (id === 'activity.observations') return counted === null;
  if (id === 'activity.siteYearsPerObservation' || id === 'activity.defaultSiteYears') return counted !== null;
  return !ofActivity || counted === null || defaultSiteYears > 0;
}
