// What a forecast says in one sentence, as facts: pages and letters put them into the words of a language.
import { dayNumber } from './days.ts';
import type { StudyForecast } from './forecast.ts';

/**
 * The facts of the sentence. `done`: the target is reached. `likely`: `on` is the day by which it is as likely as not. `unlikely`: even
 * far ahead the chance stays below a half. `open-ended`: there is no target. `weeksLate` is against the planned day, negative when early.
 */
export type Sentence =
  | { readonly kind: 'done'; readonly target: number }
  | { readonly kind: 'open-ended'; readonly enrolled: number }
  | ({
      readonly kind: 'likely';
      readonly on: string;
      readonly earliest: string | null;
      readonly latest: string | null;
      readonly weeksLate: number | null;
    } & Chances)
  | ({ readonly kind: 'unlikely' } & Chances);

interface Chances {
  readonly plannedTo: string | null;
  /** Percent, between 1 and 99: nobody is sure. */
  readonly byPlanned: number | null;
  readonly waiting: number;
  /** Percent of what is uncertain that lies with sites which are not open. */
  readonly waitingShare: number;
}

/** The sentence of a forecast. */
export function sentenceOf({ enrolled, target, plannedTo, finish, waiting }: StudyForecast): Sentence {
  if (target === null || finish === null) return { kind: 'open-ended', enrolled };
  if (enrolled >= target) return { kind: 'done', target };
  const chances = {
    plannedTo,
    byPlanned: finish.pByPlanned === null ? null : percent(finish.pByPlanned),
    waiting: waiting.count,
    waitingShare: Math.round(waiting.shareOfRisk * 100),
  };
  if (finish.q50 === null) return { kind: 'unlikely', ...chances };
  const weeksLate = plannedTo === null ? null : Math.round((dayNumber(finish.q50) - dayNumber(plannedTo)) / 7);
  return { kind: 'likely', on: finish.q50, earliest: finish.q10, latest: finish.q90, weeksLate, ...chances };
}

function percent(share: number): number {
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
