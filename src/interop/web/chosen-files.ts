// The files that a person chose, as datasets: which is which, and what still misses.
import { maxImportCharacters } from '../contract.ts';

/** The datasets that an import reads; the first two are needed. */
export const domains = ['DM', 'SV', 'DS', 'EX', 'AE'] as const;
export type Domain = (typeof domains)[number];

/** A file with its contents. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** The dataset that a file is named as: `dm.csv`, or a name that ends so (`abc-301_dm.csv`); null for any other. */
export function domainOf(name: string): Domain | null {
  const match = /(?:^|[_\-. ])(dm|sv|ds|ex|ae)\.csv$/.exec(name.toLowerCase());
  return domains.find((domain) => domain.toLowerCase() === match?.[1]) ?? null;
}

/** Lines that hold something, the header included. */
export function lineCount(text: string): number {
  return text.split(/\r\n|\n|\r/).filter((line) => line !== '').length;
}

/** Why these files cannot be sent, as a key of words; undefined when they can. */
export function faultOfFiles(files: readonly ChosenFile[]): 'tooMany' | 'tooLarge' | 'twice' | 'DM' | 'SV' | 'unreadable' | undefined {
  if (files.length > 100) return 'tooMany';
  if (files.reduce((total, { text }) => total + text.length, 0) > maxImportCharacters) return 'tooLarge';
  if (files.some(({ text }) => text.includes('\0') || text.includes('\uFFFD'))) return 'unreadable';
  const exact = files
    .filter(({ name }) => domains.some((domain) => name.toLowerCase() === `${domain.toLowerCase()}.csv`))
    .map(({ name }) => name.toLowerCase());
  if (new Set(exact).size < exact.length) return 'twice';
  const found = files.map(({ name }) => domainOf(name));
  return (['DM', 'SV'] as const).find((domain) => !found.includes(domain));
}
