// What keys, units, amounts and shares are called in the language in use.
import { formatNumber, plainMinor, useLanguage, type Say } from '#ui';
import type { Axis, EvidenceRecord } from './held-queries.ts';
import { keyName, millions, percent } from './names.ts';
import { useMarketWords } from './words.ts';

/** Says what a key of the market is called. */
export type NameOf = (axis: Axis, key: string) => string;

/** Names of services, areas, phases, regions and countries in the language in use. */
export function useKeyNames(): NameOf {
  const say = useMarketWords();
  const language = useLanguage();
  return (axis, key) => keyName(axis, key, say, language);
}

/** A unit as people write it. */
export function unitText(unit: string, say: Say): string {
  const word = `unit.${unit}`;
  const said = say(word);
  return said === word ? unit : said;
}

/** The part of the market of which a record speaks. */
export function segmentText(segment: EvidenceRecord['segment'], name: NameOf, say: Say): string {
  return segment ? name(segment.axis, segment.key) : say('wholeMarket');
}

/** US dollars: whole with grouping, from ten million on in millions as {@link millions} writes them; English names the currency first, Spanish last. */
export function usdText(value: number, language: string): string {
  if (Math.abs(value) >= 10_000_000) {
    const amount = millions(value / 1_000_000, language);
    return language === 'en' ? `USD ${amount} million` : `${amount} millones de USD`;
  }
  const amount = formatNumber(Math.round(value), 0, language);
  return language === 'en' ? `USD ${amount}` : `${amount} USD`;
}

/** An amount carried in minor units with its currency, which stands where `usdText` puts it. */
export function moneyText(amountMinor: string, currency: string, language: string): string {
  const amount = amountText(amountMinor, currency, language);
  return language === 'en' ? `${currency} ${amount}` : `${amount} ${currency}`;
}

/** An amount carried in minor units, written as the language writes numbers; the currency stands elsewhere. */
export function amountText(amountMinor: string, currency: string, language: string): string {
  const plain = plainMinor(amountMinor, currency);
  return formatNumber(Number(plain), plain.split('.')[1]?.length ?? 0, language);
}

/** A fraction as a percentage; `–` for none. Small shares keep digits that tell them apart. */
export function percentText(value: number | null, language: string, digits?: number): string {
  if (value === null) return '–';
  const needed = value !== 0 && Math.abs(value) < 0.001 ? 4 : Math.abs(value) < 0.01 ? 2 : 1;
  return percent(value, language, digits ?? needed);
}

/** A number with all the decimals that it was given. */
export function exactText(value: number, language: string): string {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return formatNumber(value, Math.min(8, decimals), language);
}
