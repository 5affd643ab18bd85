// An adverse event in words and hues: how long it lasted, how serious, and where its clock stands.
import { formatDate, type Say, type Tone } from '#ui';
import type { AdverseEvent } from './queries.ts';

type Clock = NonNullable<AdverseEvent['clock']>;

const tones: Readonly<Record<Clock['standing'], Tone>> = {
  running: 'neutral',
  'half-gone': 'attention',
  'three-quarters-gone': 'attention',
  'nearly-gone': 'late',
  overdue: 'blocked',
  sent: 'good',
  'sent-late': 'late',
};

/** The hue of a clock. */
export function toneOfClock({ standing }: Clock): Tone {
  return tones[standing];
}

/** Hours and minutes, `23 h 59 min`. */
export function hoursInWords(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')} min`;
}

/** Where the clock stands: "24 h 00 min left", "Overdue by 0 h 05 min", "Sent in time". */
export function clockInWords({ standing, minutesLeft }: Clock, say: Say): string {
  const time = hoursInWords(minutesLeft);
  if (standing === 'sent') return say('clock.sent');
  if (standing === 'sent-late') return say('clock.sentLate', { time });
  return standing === 'overdue' ? say('clock.overdue', { time }) : say('clock.left', { time });
}

/** A date as precise as it is known: `13 Apr 2026`, `Apr 2026`, `2026`. */
export function partialInWords(text: string, language: string): string {
  if (text.length === 10) return formatDate(text, { language });
  if (text.length === 4) return text;
  const [, ...monthAndYear] = formatDate(`${text}-01`, { language }).split(' ');
  return monthAndYear.join(' ');
}

/** Severity and grade: "Severe, grade 3". */
export function severityInWords({ severity, grade }: Pick<AdverseEvent, 'severity' | 'grade'>, say: Say): string {
  const parts = [severity === null ? null : say(`severity.${severity}`), grade === null ? null : say('gradeNo', { grade })];
  return parts.filter((part) => part !== null).join(', ') || say('notSaid');
}

/** Serious with its grounds, or not serious. */
export function seriousnessInWords({ serious, criteria }: Pick<AdverseEvent, 'serious' | 'criteria'>, say: Say): string {
  const grounds = criteria.map((criterion) => say(`criterion.${criterion}`)).join(', ');
  const head = serious === null ? say('notSaid') : say(serious ? 'isSerious' : 'notSerious');
  return grounds === '' ? head : `${head}: ${grounds}`;
}
