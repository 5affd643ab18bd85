// Who of the cast sees a participant, and until when.
import { cast } from './cast.ts';
import { planted } from './planted.ts';

/** Coordinators of one site take turns in taking on participants. */
const DAYS_IN_TURN = 28;

/** The coordinator of a participant; after `untilDay` nobody sees them. */
export interface SeenBy {
  readonly coordinator: string;
  readonly untilDay: number;
}

/**
 * Someone who worked at the site on the day of consent. A leaver's participants go on with whoever stayed, but where the planted
 * problem says that nobody took over: there their courses stop on the leaver's last day.
 */
export function seenBy(site: string, consentDay: number, today: number): SeenBy {
  const here = cast.filter((person) => person.role === 'coordinator' && person.site === site);
  const lastDay = (person: (typeof here)[number]) => (person.leftDaysAgo === undefined ? Infinity : today - person.leftDaysAgo);
  const present = here.filter((person) => lastDay(person) >= consentDay);
  const chosen = present[Math.floor(consentDay / DAYS_IN_TURN) % Math.max(present.length, 1)];
  if (!chosen) throw new Error(`the demo has no coordinator at ${site}`);
  const isLeftAlone = planted.some((problem) => problem.kind === 'leaver' && problem.site === site);
  if (chosen.leftDaysAgo === undefined || isLeftAlone) return { coordinator: chosen.name, untilDay: Math.min(today - 1, lastDay(chosen)) };
  return { coordinator: here.find((person) => person.leftDaysAgo === undefined)?.name ?? chosen.name, untilDay: today - 1 };
}
