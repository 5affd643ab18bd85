// The files that a person chose, as datasets: which is which, and what still misses.
import { maxImportBytes } from '../contract.ts';

/** The datasets that an import reads; the first two are needed. */
export const domains = ['DM', 'SV', 'DS', 'EX', 'AE'] as const;
export type Domain = (typeof domains)[number];

/** What is known of a file before it is sent; it is never read here. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
}

/** The dataset that a file is named as: `dm.csv`, or a name that ends so (`abc-301_dm.csv`); null for any other. */
export function domainOf(name: string): Domain | null {
  const match = /(?:^|[_\-. ])(dm|sv|ds|ex|ae)\.csv$/.exec(name.toLowerCase());
  return domains.find((domain) => domain.toLowerCase() === match?.[1]) ?? null;
}

/** Why these files cannot be sent, as a key of words; undefined when they can. */
export function faultOfFiles(files: readonly ChosenFile[]): 'tooMany' | 'tooLarge' | 'twice' | 'DM' | 'SV' | undefined {
  if (files.length > 100) return 'tooMany';
  if (files.reduce((total, { size }) => total + size, 0) > maxImportBytes) return 'tooLarge';
  const exact = files
    .filter(({ name }) => domains.some((domain) => name.toLowerCase() === `${domain.toLowerCase()}.csv`))
    .map(({ name }) => name.toLowerCase());
  if (new Set(exact).size < exact.length) return 'twice';
  const found = files.map(({ name }) => domainOf(name));
  return (['DM', 'SV'] as const).find((domain) => !found.includes(domain));
}
