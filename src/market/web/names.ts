// The market's keys, assumptions and figures in words and numbers as people read them.
import { formatNumber, type Say } from '#ui';
import type { Outlook } from './queries.ts';

type Axis = keyof Outlook['margins'];

const countryNames = new Map<string, Intl.DisplayNames>();

/** `FR` as `France`. */
export function countryName(code: string, language: string): string {
  const names = countryNames.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  countryNames.set(language, names);
  return names.of(code) ?? code;
}

/** A key of a cut in words: `Others (Europe)` as `others in Europe`, `FR` as `France`, `III` as `Phase III`. */
export function keyName(axis: string, key: string, say: Say, language: string): string {
  if (axis !== 'country') return say(`key.${axis}.${key}`);
  const region = /^Others \((.+)\)$/.exec(key)?.[1];
  if (region) return say('othersIn', { region: say(`key.region.${region}`) });
  return /^[A-Z]{2}$/.test(key) ? countryName(key, language) : say('key.region.Unknown');
}

const singles = new Set([
  'frame.correlation',
  'mix.spread',
  'activity.siteYearsPerObservation',
  'activity.defaultSiteYears',
  'activity.observations',
]);

/** An assumption in words, by its id: `price.country.US` as `Price of a site-year: United States`. */
export function assumptionName(id: string, say: Say, language: string): string {
  if (singles.has(id)) return say(`assumption.${id.replace('.', '-')}`);
  const [kind = '', second = '', third = '', fourth = ''] = id.split('.');
  if (kind === 'frame') return say('assumption.total', { year: third });
  if (kind === 'service') return say('assumption.service', { key: keyName('service', second, say, language) });
  if (kind === 'mix') {
    const [one = '', other = ''] = second.split('-');
    return say('assumption.mix', { one: keyName(one, third, say, language), other: keyName(other, fourth, say, language) });
  }
  if (kind === 'activity' || kind === 'price' || kind === 'growth')
    return say(`assumption.${kind}`, { key: keyName(second, third, say, language) });
  return id;
}

/** USD million without its unit: whole from a hundred on, else with one decimal. */
export function millions(value: number, language: string): string {
  return formatNumber(value, Math.abs(value) < 100 ? 1 : 0, language);
}

/** A tick of an axis, with the decimals that it has. */
export function tick(value: number, language: string): string {
  return formatNumber(value, undefined, language);
}

/** A tick of an axis of large amounts: `100K`, in Spanish `100 mil`. */
export function shortTick(value: number, language: string): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value).replace('-', '−');
}

/** USD million with its unit. */
export function usd(value: number, say: Say, language: string): string {
  return say('usdMillion', { value: millions(value, language) });
}

/** A fraction as a percentage. */
export function percent(share: number, language: string, digits = 1): string {
  return `${formatNumber(100 * share, digits, language)} %`;
}

/** Both ends of an interval in USD million: `5,930–7,618`. */
export function between([low, high]: readonly [number, number], language: string): string {
  return `${millions(low, language)}–${millions(high, language)}`;
}

/** The cuts in the order in which they are offered. */
export const axes: readonly Axis[] = ['service', 'area', 'phase', 'region', 'country'];
