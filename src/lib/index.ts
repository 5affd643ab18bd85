// The door of lib: pure building blocks without domain words.
export { Temporal, addDays, civilDate, dateInZone, daysBetween, isTimeZone, maxDate, minDate } from './dates.ts';
export { idSource, newId } from './ids.ts';
export { folded, likeness, likePatterns, ranked, typedWords } from './likeness.ts';
export { operatorName, personText } from './operator-name.ts';
export type { Currency, Money } from './money.ts';
export {
  addMoney,
  formatMoney,
  isCurrency,
  minorUnits,
  money,
  negate,
  parseMinor,
  plainMoney,
  shareOf,
  splitByBasisPoints,
} from './money.ts';
export type { Outcome, Refused } from './outcome.ts';
export { DomainError, ok, refuse } from './outcome.ts';
export type { RandomStream } from './random-stream.ts';
export { Sfc32, randomStream } from './random-stream.ts';
export type { Drawing, DrawnPoint, Ink, Shape } from './drawing.ts';
