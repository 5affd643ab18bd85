// A forecast in words: the sentence of a study, and numbers as people read them.
import { formatDate, formatNumber, type Say } from '#ui';
import type { SentenceFacts } from './queries.ts';

/** What is said of a forecast: the headline first, then what goes with it. */
export function sentenceInWords(facts: SentenceFacts, asOf: string, say: Say, language: string): readonly string[] {
  if (facts.kind === 'done') return [say('sentence.done', { target: facts.target })];
  if (facts.kind === 'open-ended') return [say('sentence.openEnded', { enrolled: facts.enrolled })];
  const day = (date: string) => formatDate(date, { language });
  const planned =
    facts.plannedTo === null || facts.byPlanned === null
      ? []
      : [
          facts.plannedTo < asOf
            ? say('sentence.passed', { date: day(facts.plannedTo) })
            : say('sentence.byPlanned', { percent: facts.byPlanned, date: day(facts.plannedTo) }),
        ];
  const waiting = facts.waiting > 0 ? [say('sentence.waiting', { count: facts.waiting, share: facts.waitingShare })] : [];
  if (facts.kind === 'unlikely') return [...planned, say('sentence.unlikely'), ...waiting];
  const late = facts.weeksLate === null ? [] : [againstPlan(facts.weeksLate, say)];
  const range =
    facts.earliest === null
      ? []
      : [
          facts.latest === null
            ? say('sentence.rangeOpen', { from: day(facts.earliest) })
            : say('sentence.range', { from: day(facts.earliest), to: day(facts.latest) }),
        ];
  return [...planned, `${[say('sentence.on', { date: day(facts.on) }), ...late, ...range].join('; ')}.`, ...waiting];
}

/** Weeks against the plan in words. */
export function againstPlan(weeks: number, say: Say): string {
  if (weeks === 0) return say('sentence.onTime');
  return say(weeks > 0 ? 'sentence.late' : 'sentence.early', { count: Math.abs(weeks) });
}

/** A share as `63 %`; a dash where it is unknown. */
export function percentText(share: number | null, language: string, dash = '–'): string {
  return share === null ? dash : `${formatNumber(share * 100, 0, language)} %`;
}

/** An interval as `2–7`. */
export function intervalText(low: number, high: number, digits: number, language: string): string {
  return `${formatNumber(low, digits, language)}–${formatNumber(high, digits, language)}`;
}
