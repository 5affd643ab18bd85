// The assumptions that hold for a question: the shipped ones, what somebody changed, and what a scenario changes on top.
import { type Outcome, ok, refuse } from '#lib';
import { defaultAssumptions } from './default-assumptions.ts';
import type { Assumption, AssumptionChange, OutlookRefusal, Scenario, ScenarioChange } from './outlook-types.ts';

const MOST = 1e9;
const MOST_GROWTH = 0.5;

/** What is wrong with an assumption, or null. */
function faultOf({ id, value, sd, spread }: Assumption): { readonly field: 'value' | 'sd'; readonly message: string } | null {
  const fault = (field: 'value' | 'sd', message: string) => ({ field, message });
  if (!Number.isFinite(value)) return fault('value', 'is a finite number');
  if (!(sd >= 0 && sd <= MOST)) return fault('sd', 'is a number from 0 on');
  if (spread === 'relative' && sd > 2) return fault('sd', 'is a relative standard deviation of at most 2');
  if (id.startsWith('growth.'))
    return Math.abs(value) <= MOST_GROWTH ? null : fault('value', `lies between -${MOST_GROWTH} and ${MOST_GROWTH} a year`);
  if (id === 'frame.correlation') return Math.abs(value) <= 1 ? null : fault('value', 'lies between -1 and 1');
  const isPositive = id.startsWith('frame.') || id.startsWith('price.') || (id.startsWith('activity.') && /observation/i.test(id));
  if (isPositive && !(value > 0 && value <= MOST)) return fault('value', 'is above 0');
  return value >= 0 && value <= MOST ? null : fault('value', 'is not below 0');
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
    if (!before) return refuse('bad-assumptions', { path: `changes[${at}].id`, message: `There is no assumption ${id}` });
    if (seen.has(id)) return refuse('bad-assumptions', { path: `changes[${at}].id`, message: `${id} is changed twice` });
    seen.add(id);
    const tag = change.tag ?? (change.value === undefined ? before.tag : 'assumed');
    const told = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = { ...before, ...told, tag };
    const fault = faultOf(after);
    if (fault) return refuse('bad-assumptions', { path: `changes[${at}].${fault.field}`, message: `${id} ${fault.message}` });
    set.set(id, after);
  }
  return whole([...set.values()], 'changes');
}

function whole(assumptions: readonly Assumption[], path: string): Set {
  const empty = emptyList(assumptions);
  return empty ? refuse('bad-assumptions', { path, message: `Every ${empty}* is 0: one of them must be above` }) : ok(assumptions);
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
    if (!before) return refuse('bad-assumptions', { path: `${path}.id`, message: `There is no assumption ${change.id}` });
    const reason = `Scenario ${scenario.name}: ${scenario.reason}`;
    const after: Assumption = { ...before, value: changedValue(before.value, change), tag: 'assumed', reason };
    const fault = faultOf(after);
    if (fault) return refuse('bad-assumptions', { path, message: `${change.id} ${fault.message}` });
    set.set(change.id, after);
  }
  return whole([...set.values()], 'scenario.changes');
}
