// The value of a record as it is read: a figure with its unit, or the name of what a rank names.
import { formatNumber, type Say } from '#ui';
import { areas, services } from '../rules/taxonomy.ts';
import { regions } from '#network/rules';
import type { EvidenceRecord } from './held-queries.ts';
import { type NameOf, unitText } from './held-names.ts';

/** A word that names a part of the market, in the language in use; any other word as it is. */
export function nameOfWord(word: string, name: NameOf): string {
  if ((regions as readonly string[]).includes(word)) return name('region', word);
  if ((areas as readonly string[]).includes(word)) return name('area', word);
  return (services as readonly string[]).includes(word) ? name('service', word) : word;
}

/** The value, `–` where there is none. */
export function valueText({ value, unit }: Pick<EvidenceRecord, 'value' | 'unit'>, name: NameOf, say: Say, language: string): string {
  if (value === null) return '–';
  if (typeof value === 'string') return nameOfWord(value, name);
  const number = formatNumber(value, undefined, language);
  if (unit === null) return number;
  const whole = say(`amount.${unit}`, { value: number });
  return whole === `amount.${unit}` ? `${number} ${unitText(unit, say)}` : whole;
}
