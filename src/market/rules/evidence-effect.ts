// What a change does to the outlook: two outlooks of one seed, beside each other.
import type { Interval, OutlookAxis, Outlook, OutlookRefusal } from './outlook-types.ts';
import { outlookAxes } from './outlook-types.ts';
import type { Outcome, Refused } from '#lib';

/** Before and after; USD million. `after` is null where the change is refused. */
export interface Effect {
  readonly totals: readonly {
    readonly year: number;
    readonly before: number;
    readonly after: number | null;
    readonly before80: Interval;
    readonly after80: Interval | null;
  }[];
  readonly parts: readonly {
    readonly axis: OutlookAxis;
    readonly key: string;
    readonly year: number;
    readonly before: number;
    readonly after: number;
  }[];
  readonly checks: readonly { readonly name: string; readonly before: boolean; readonly after: boolean | null }[];
  readonly refusal: {
    readonly code: string;
    readonly path: string | null;
    /** In English. */
    readonly message: string | null;
    /** What is wrong as a code, and what a sentence about it names. */
    readonly facts: Readonly<Record<string, unknown>>;
  } | null;
}

/** The parts that move most are told, so many at most. */
const PARTS = 20;
const MOVED = 0.0001;

/** The effect of a change that leads from one outlook to another. */
export function effectOf(before: Outlook, after: Outcome<Outlook, OutlookRefusal>): Effect {
  const next = after.ok ? after.value : null;
  return {
    totals: before.total.map(({ year, value, interval80 }) => {
      const there = next?.total.find((one) => one.year === year);
      return { year, before: value, after: there?.value ?? null, before80: interval80, after80: there?.interval80 ?? null };
    }),
    parts: next ? movedParts(before, next) : [],
    checks: before.checks.map(({ name, ok }) => ({ name, before: ok, after: next?.checks.find((one) => one.name === name)?.ok ?? null })),
    refusal: after.ok ? null : refusalOf(after),
  };
}

function refusalOf({ refusal, detail }: Refused<OutlookRefusal>): Effect['refusal'] {
  const { path, message, ...facts } = detail;
  return { code: refusal, path: textOf(path), message: textOf(message), facts };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function movedParts(before: Outlook, after: Outlook): Effect['parts'] {
  const year = Math.max(...before.total.map((one) => one.year));
  const parts = outlookAxes.flatMap((axis) => {
    const there = new Map(after.margins[axis].filter((one) => one.year === year).map(({ key, value }) => [key, value]));
    return before.margins[axis].flatMap((one) =>
      one.year === year ? [{ axis, key: one.key, year, before: one.value, after: there.get(one.key) ?? 0 }] : [],
    );
  });
  return parts
    .filter((part) => Math.abs(part.after - part.before) > MOVED * Math.max(part.before, part.after))
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.axis + a.key < b.axis + b.key ? -1 : 1))
    .slice(0, PARTS);
}
