// What assumptions, their values and their reasons are called in the language in use.
import { formatNumber, useLanguage, type Say } from '#ui';
import { defaultAssumptions } from '../rules/default-assumptions.ts';
import { shippedOwnAssumptions } from '../rules/position-assumptions.ts';
import { isShownInHundredths, shownAssumption, shownSpread } from '../rules/shown-assumption.ts';
import type { Row } from './assumption-draft.ts';
import { useAssumptionWords } from './assumption-words.ts';
import { exactText } from './held-names.ts';
import { assumptionName } from './names.ts';
import { reasonKey } from './reason-key.ts';
import { useReasonWords } from './reason-words.ts';
import { useMarketWords } from './words.ts';

const shippedReasons = new Map(defaultAssumptions.map(({ id, reason }) => [id, reason]));

/** Names and reasons; a reason that the network wrote stays as it was written. */
export function useAssumptionNames() {
  const [say, market, reasons, language] = [useAssumptionWords(), useMarketWords(), useReasonWords(), useLanguage()];
  const nameOf = ({ of, key, id }: Pick<Row, 'of' | 'key' | 'id'>): string => {
    if (of === 'rate') return say('rate', { currency: key });
    return of === 'chance' ? say('chance', { state: say(`state.${key}`) }) : assumptionName(id, market, language);
  };
  const reasonOf = ({ of, id, reason }: Pick<Row, 'of' | 'id' | 'reason'>): string => {
    if (of !== 'outlook') return reason === shippedOwnAssumptions.reason ? reasons('reason.own') : reason;
    return shippedReasons.get(id) === reason ? reasons(`reason.${reasonKey(id)}`) : reason;
  };
  return { nameOf, reasonOf };
}

/** A value with its unit. */
export function valueWithUnit({ value, unit }: Pick<Row, 'value' | 'unit'>, say: Say, language: string): string {
  const shown = shownAssumption(value, unit);
  const number = formatNumber(shown.value, shown.digits, language);
  const word = `amount.${shown.unit}`;
  const said = say(word, { value: number });
  return said === word ? `${number} ${shown.unit}` : said;
}

/** A value as it is typed: where it is shown in hundredths, the fraction stands before it. */
export function typedWithUnit(row: Pick<Row, 'value' | 'unit'>, say: Say, language: string): string {
  const shown = valueWithUnit(row, say, language);
  return isShownInHundredths(row.unit) ? `${exactText(row.value, language)} (${shown})` : shown;
}

/** One standard deviation of a value; null where it is taken as certain. */
export function spreadText(row: Pick<Row, 'sd' | 'spread' | 'unit'>, say: Say, language: string): string | null {
  const shown = shownSpread(row);
  if (!shown) return null;
  const number = formatNumber(shown.value, shown.digits, language);
  if (row.spread === 'relative') return `${number} %`;
  return isShownInHundredths(row.unit) ? say('points', { value: number }) : number;
}
