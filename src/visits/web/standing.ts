// What a visit is to the site's today, in words with a tone: the badge of every list.
import { civilDate, daysBetween } from '#lib';
import { formatDate, formatDateRange, type Say, type Tone } from '#ui';
import type { DueVisit, Visit } from './queries.ts';

/** A status as the badge shows it. */
export interface Standing {
  readonly tone: Tone;
  readonly text: string;
}

export type Stood = Pick<DueVisit, 'state' | 'earliest' | 'latest' | 'bookedFor' | 'rebookNeeded'> &
  Partial<Pick<Visit, 'outByDays'>> & { readonly standing: Visit['standing'] };

/** How a sentence is made: the words, the language, and the civil date of today at the site. */
export interface Speaker {
  readonly say: Say;
  readonly language: string;
  readonly today: string;
}

/** The visit's name with its cycle where it repeats. */
export function visitName(
  visit: Pick<Visit, 'name' | 'cycle'> & Partial<Pick<Visit, 'repeatNo' | 'scheduled'>>,
  say: Say,
  repeats = visit.cycle > 1,
): string {
  const name = repeats ? say('cycle', { name: visit.name, cycle: visit.cycle }) : visit.name;
  return visit.repeatNo && visit.scheduled !== false ? say('repeat', { name, number: visit.repeatNo }) : name;
}

/** `3 days late, window ended 10 Apr`, `Due, window 4–10 Apr`, `Done in its window`. */
export function standingOf(visit: Stood, { say, language, today }: Speaker): Standing {
  const short = (date: string) => formatDate(date, { year: date.slice(0, 4) !== today.slice(0, 4), language });
  const { earliest, latest, bookedFor } = visit;
  if (visit.standing === 'done') return doneStanding(visit, say);
  if (visit.standing === 'off') return { tone: visit.state === 'missed' ? 'blocked' : 'neutral', text: say(`state.${visit.state}`) };
  if (visit.rebookNeeded && bookedFor) return { tone: 'attention', text: say('rebook', { date: short(bookedFor) }) };
  if (visit.standing === 'late' && latest)
    return { tone: 'late', text: say('late', { count: daysBetween(civilDate(latest), civilDate(today)), date: short(latest) }) };
  if (visit.state === 'arrived' || visit.state === 'in-progress') return { tone: 'attention', text: say(`state.${visit.state}`) };
  if (visit.standing === 'due' && earliest && latest) {
    const text = latest === today ? say('dueToday') : say('due', { window: formatDateRange(earliest, latest, { year: false, language }) });
    return { tone: 'attention', text };
  }
  if (bookedFor) return { tone: 'neutral', text: say('booked', { date: short(bookedFor) }) };
  if (visit.standing === 'ahead' && earliest) return { tone: 'neutral', text: say('ahead', { date: short(earliest) }) };
  return { tone: 'neutral', text: say(`state.${visit.state}`) };
}

function doneStanding(visit: Stood, say: Say): Standing {
  const out = visit.outByDays;
  const part = visit.state === 'partially-completed' ? `${say('state.partially-completed')}. ` : '';
  if (out === null || out === undefined) return { tone: part ? 'attention' : 'good', text: `${part}${say('doneFree')}` };
  if (out === 0) return { tone: part ? 'attention' : 'good', text: `${part}${say('inWindow')}` };
  return { tone: 'late', text: `${part}${say(out > 0 ? 'doneLate' : 'doneEarly', { count: Math.abs(out) })}` };
}
