// What keys, units, amounts and shares are called in the language in use.
import { useLanguage, type Say } from '#ui';
import type { Axis, EvidenceRecord } from './held-queries.ts';
import { useHeldWords } from './held-words.ts';

/** Says what a key of the market is called; a name of its own is answered as it is. */
export type NameOf = (axis: Axis, key: string) => string;

/** Names of services, areas, phases, regions and countries in the language in use. */
export function useKeyNames(): NameOf {
  const say = useHeldWords();
  const language = useLanguage();
  return (axis, key) => {
    if (axis === 'country') return countryName(key, say, language);
    const word = `key.${axis}.${key}`;
    const said = say(word);
    return said === word ? key : said;
  };
}

/** The name of a country of the market, by its code or as the others of a region. */
export function countryName(key: string, say: Say, language: string): string {
  if (/^[A-Z]{2}$/.test(key)) return new Intl.DisplayNames([language], { type: 'region' }).of(key) ?? key;
  const region = /^Others \((.+)\)$/.exec(key)?.[1];
  return region ? say('othersOf', { region: say(`key.region.${region}`) }) : say('unknownCountry');
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

/** Amounts of US dollars, short: `12.4 M`, `310 k`. */
export function usdText(value: number, language: string): string {
  const locale = language === 'en' ? 'en-US' : language;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0, currencyDisplay: 'code' }).format(
    value,
  );
}

/** A fraction as a percentage. */
export function percentText(value: number | null, language: string, digits = 1): string {
  if (value === null) return '–';
  const locale = language === 'en' ? 'en-US' : language;
  return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}
