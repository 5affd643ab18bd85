// The assumptions that hold for a question: the shipped ones, what somebody changed, and what a scenario changes on top.
import { type Outcome, ok, refuse } from '#lib';
import { defaultAssumptions } from './default-assumptions.ts';
import type { Assumption, AssumptionChange, OutlookRefusal, Scenario, ScenarioChange } from './outlook-types.ts';

const MOST = 1e9;
const MOST_GROWTH = 0.5;

/** What is wrong at a place: a code with its facts, and the same in English. */
interface Fault {
  readonly field: 'value' | 'sd';
  readonly fault: string;
  readonly message: string;
  readonly most?: number;
}

/** What is wrong with an assumption, or null. */
function faultOf({ id, value, sd, spread }: Assumption): Fault | null {
  const of = (field: Fault['field'], fault: string, message: string, most?: number): Fault => ({
    field,
    fault,
    message,
    ...(most === undefined ? {} : { most }),
  });
  if (!Number.isFinite(value)) return of('value', 'no-number', 'is a finite number');
  if (!(sd >= 0)) return of('sd', 'spread-below-zero', 'is a number from 0 on');
  if (sd > MOST || Math.abs(value) > MOST) return of(sd > MOST ? 'sd' : 'value', 'too-large', `is at most ${MOST}`, MOST);
  if (spread === 'relative' && sd > 2) return of('sd', 'spread-too-wide', 'is a relative standard deviation of at most 2', 2);
  if (id.startsWith('growth.') && Math.abs(value) > MOST_GROWTH)
    return of('value', 'growth-too-large', `lies between -${MOST_GROWTH} and ${MOST_GROWTH} a year`, MOST_GROWTH);
  if (id.startsWith('growth.')) return null;
  if (id === 'frame.correlation') return Math.abs(value) <= 1 ? null : of('value', 'no-correlation', 'lies between -1 and 1');
  const isPositive = id.startsWith('frame.') || id.startsWith('price.') || (id.startsWith('activity.') && /observation/i.test(id));
  if (isPositive && !(value > 0)) return of('value', 'not-above-zero', 'is above 0');
  return value >= 0 ? null : of('value', 'below-zero', 'is not below 0');
}

/** Lists whose parts cannot all be nothing. */
const lists = ['activity.country.', 'activity.area.', 'activity.phase.', 'service.'] as const;

function emptyList(assumptions: readonly Assumption[]): string | null {
  return lists.find((path) => assumptions.every(({ id, value }) => !id.startsWith(path) || value === 0)) ?? null;
}

type Set = Outcome<readonly Assumption[], OutlookRefusal>;

/** The shipped assumptions with changes; a change that names none, or says what cannot be, is refused by its place. */
export function changedAssumptions(changes: readonly AssumptionChange[]): Set {
  const set = new Map(defaultAssumptions.map((one) => [one.id, one]));
  const seen = new Set<string>();
  for (const [at, { id, ...change }] of changes.entries()) {
    const before = set.get(id);
    const path = `changes[${at}]`;
    if (!before) return unknownAssumption(path, id);
    if (seen.has(id))
      return refuse('bad-assumptions', { path: `${path}.id`, fault: 'changed-twice', assumption: id, message: `${id} is changed twice` });
    seen.add(id);
    const tag = change.tag ?? (change.value === undefined ? before.tag : 'assumed');
    const told = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = { ...before, ...told, tag };
    const fault = faultOf(after);
    if (fault) return faulty(`${path}.${fault.field}`, id, fault);
    set.set(id, after);
  }
  return whole([...set.values()], 'changes');
}

function unknownAssumption(path: string, id: string): Set {
  return refuse('bad-assumptions', { path: `${path}.id`, fault: 'assumption-unknown', message: `There is no assumption ${id}` });
}

function faulty(path: string, id: string, { field: _, message, ...facts }: Fault): Set {
  return refuse('bad-assumptions', { path, ...facts, assumption: id, message: `${id} ${message}` });
}

function whole(assumptions: readonly Assumption[], path: string): Set {
  const empty = emptyList(assumptions);
  if (!empty) return ok(assumptions);
  const list = empty.replaceAll('.', '-').slice(0, -1);
  return refuse('bad-assumptions', { path, fault: 'all-zero', list, message: `Every ${empty}* is 0: one of them must be above` });
}

function changedValue(value: number, change: ScenarioChange): number {
  if ('value' in change) return change.value;
  return 'factor' in change ? value * change.factor : value + change.add;
}

/** Assumptions under a scenario; changes stand one upon the other, in their order. */
export function underScenario(assumptions: readonly Assumption[], scenario: Scenario | null): Set {
  if (!scenario) return ok(assumptions);
  const set = new Map(assumptions.map((one) => [one.id, one]));
  for (const [at, change] of scenario.changes.entries()) {
    const before = set.get(change.id);
    const path = `scenario.changes[${at}]`;
    if (!before) return unknownAssumption(path, change.id);
    const reason = `Scenario ${scenario.name}: ${scenario.reason}`;
    const after: Assumption = { ...before, value: changedValue(before.value, change), tag: 'assumed', reason };
    const fault = faultOf(after);
    if (fault) return faulty(path, change.id, fault);
    set.set(change.id, after);
  }
  return whole([...set.values()], 'scenario.changes');
}
