// What a person is shown of a schedule before they sign its release: every visit with its timing, what repeats, and what is left to people.
import type { SettledSchedule, SettledVisit } from './planned-schedule.ts';
import type { AnchorRule, RepeatingBlock } from './schedule.ts';
import { typedOffset, typedWindow, windowOfRule } from './typed-timing.ts';

/** A line of what is shown: its name, what it says, and what stands beside it. */
export interface ReleaseRow {
  readonly name: string;
  readonly value: string;
  readonly note: string | null;
}

type Names = (key: string) => string;

/** The schedule as rows: visits in their order, then cycles, then decisions. Names stand as the schedule has them. */
export function releaseRows(schedule: SettledSchedule): ReleaseRow[] {
  const visitNames = new Map(schedule.visits.map(({ key, name }) => [key, key === name ? name : `${name} (${key})`]));
  const nameOf: Names = (key) => visitNames.get(key) ?? key;
  return [
    ...schedule.visits.map((visit) => visitRow(schedule, visit, nameOf)),
    ...schedule.blocks.map((block) => blockRow(block, nameOf)),
    ...schedule.decisions.map(({ key, branches, otherwise }) => ({
      name: key,
      value: branches.map(({ condition, target }) => `${condition}: ${target === null ? 'end' : nameOf(target)}`).join('; '),
      note: `otherwise ${otherwise === null ? 'end' : nameOf(otherwise)}`,
    })),
  ];
}

function visitRow({ activities, epochs, arms }: SettledSchedule, visit: SettledVisit, nameOf: Names): ReleaseRow {
  const partName = (parts: readonly { readonly key: string; readonly name: string }[], key: string) =>
    parts.find((part) => part.key === key)?.name ?? key;
  const done = visit.activities.map(({ key, validDays }) => partName(activities, key) + (validDays === null ? '' : ` (${validDays} d)`));
  const beside = [
    visit.isMain ? null : visit.timeline,
    visit.epoch === null ? null : partName(epochs, visit.epoch),
    visit.arms === null ? null : visit.arms.map((key) => partName(arms, key)).join(', '),
    visit.modalities.join(', '),
    visit.carries.length === 0 ? null : visit.carries.join(', '),
    done.length === 0 ? null : done.join(', '),
  ];
  return { name: nameOf(visit.key), value: timingText(visit, nameOf), note: beside.filter((part) => part !== null).join('; ') };
}

function timingText({ timing }: SettledVisit, nameOf: Names): string {
  if (timing === null) return 'date chosen';
  const window = typedWindow(windowOfRule(timing));
  const optimal = timing.optimal ? ` (best -${timing.optimal.beforeDays}/+${timing.optimal.afterDays})` : '';
  return `${typedOffset(timing.offset)} from ${anchorName(timing.anchor, nameOf)}${window === '' ? '' : `, ${window}`}${optimal}`;
}

function anchorName(anchor: AnchorRule, nameOf: Names): string {
  if (anchor.kind === 'consent') return 'consent';
  if (anchor.kind === 'visit') return nameOf(anchor.visitKey);
  return anchor.carriedBy === undefined ? anchor.milestone : `${anchor.milestone}@${nameOf(anchor.carriedBy)}`;
}

function blockRow({ key, leadKey, visitKeys, lengthDays, maxCycles, stopsAt }: RepeatingBlock, nameOf: Names): ReleaseRow {
  const until = [maxCycles === undefined ? null : `at most ${maxCycles} times`, stopsAt === undefined ? null : `until ${stopsAt}`];
  return {
    name: key,
    value: `${visitKeys.map(nameOf).join(', ')} every ${lengthDays} d from ${nameOf(leadKey)}`,
    note: until.filter((part) => part !== null).join(', ') || null,
  };
}

/** The whole schedule in a form that has one text: fractions of an amount stand as they print. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Everything the schedule says, the rows above and what they leave out, for a digest that no change escapes. */
export function plainDocument(value: unknown): Plain {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plainDocument);
  const said = Object.entries(value as Record<string, unknown>).filter(([, part]) => part !== undefined);
  return Object.fromEntries(said.map(([key, part]) => [key, plainDocument(part)]));
}
