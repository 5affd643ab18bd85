// How a report speaks: its words in one language, numbers, days and the names of what the market is cut by.
import { regions } from '#network/rules';
import type { EvidenceRecord, Tag } from './outlook-types.ts';
import { numberText } from './report-numbers.ts';
import type { ReportLanguage } from './report-types.ts';
import { type ReportCode, reportEnglish } from './report-words.en.ts';
import { reportSpanish } from './report-words.es.ts';
import { unknownCountry } from './taxonomy.ts';

type Values = Readonly<Record<string, string | number>>;

/** Puts a report into words. */
export interface Speaker {
  readonly language: ReportLanguage;
  readonly say: (code: ReportCode, values?: Values) => string;
  /** The sentence of a code that follows from a key; the key itself where no words know it. */
  readonly called: (what: string, key: string) => string;
  /** With as many digits after the point, thousands marked. */
  readonly number: (value: number, digits: number) => string;
  /** A region or a country of the market. */
  readonly place: (key: string) => string;
  /** `2026-11-23`, `2026-11` or `2026` as it is written. */
  readonly day: (text: string) => string;
  readonly tag: (tag: Tag) => string;
  /** A region or a country within a sentence, with its article where English has one. */
  readonly inPlace: (key: string) => string;
  /** US dollars in a sentence: in full, millions from one million on. */
  readonly usd: (amount: number) => string;
  /** A name as it stands within a sentence, where Spanish writes no capital. */
  readonly within: (name: string) => string;
  /** So many studies or studies at sites. */
  readonly counted: (what: 'studies' | 'places', count: number) => string;
  /** What a record claims: of the published frame in the language, else as it was written down. */
  readonly claim: (record: EvidenceRecord) => string;
}

/** Places that English names with an article. */
const WITH_ARTICLE: ReadonlySet<string> = new Set(['US', 'GB', 'AE', 'Middle East & Africa']);

const words = { en: reportEnglish, es: reportSpanish } as const;

/** The speaker of a language. */
export function speakerOf(language: ReportLanguage): Speaker {
  const known: Readonly<Record<string, string>> = words[language];
  const say: Speaker['say'] = (code, values = {}) => filled(known[code] ?? code, values);
  const called: Speaker['called'] = (what, key) => known[`${what}.${key}`] ?? key;
  const number: Speaker['number'] = (value, digits) => numberText(language, value, digits);
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const place: Speaker['place'] = (key) => {
    if (key === unknownCountry) return say('place.unknown');
    if (/^[A-Z]{2}$/.test(key)) return countries.of(key) ?? key;
    const region = regions.find((one) => key === `Others (${one})`);
    return region ? say('place.others', { region: called('region', region) }) : called('region', key);
  };
  const day: Speaker['day'] = (text) => {
    const [year = '', month, date] = text.split('-');
    if (month === undefined) return year;
    const name = called('month', month);
    return date === undefined ? `${name} ${year}` : `${Number(date)} ${name} ${year}`;
  };
  const claim: Speaker['claim'] = (record) => {
    if (record.kind === 'company' && /^company-\d+$/.test(record.id)) return say('claim.company', { name: String(record.value) });
    return known[`claim.${record.id}`] ?? record.claim;
  };
  // An abbreviation keeps its capitals.
  const within: Speaker['within'] = (name) =>
    language === 'es' && /^\p{Lu}\p{Ll}/u.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
  const counted: Speaker['counted'] = (what, count) => say(`count.${what}-${count === 1 ? 'one' : 'other'}`, { count: number(count, 0) });
  const inPlace: Speaker['inPlace'] = (key) => (language === 'en' && WITH_ARTICLE.has(key) ? `the ${place(key)}` : place(key));
  const usd: Speaker['usd'] = (amount) =>
    Math.abs(amount) < 1_000_000
      ? say('amount.usd', { value: number(amount, 0) })
      : say('amount.million', { value: number(amount / 1_000_000, 1) });
  return { language, say, called, number, place, inPlace, usd, day, within, counted, claim, tag: (tag) => called('tag', tag) };
}

/** That a figure comes from the network's own records of these months. */
export const recordsSource = (
  { say, day }: Speaker,
  { window }: { readonly window: { readonly from: string; readonly to: string } },
): string => say('source.records', { from: day(window.from), to: day(window.to) });

function filled(sentence: string, values: Values): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
