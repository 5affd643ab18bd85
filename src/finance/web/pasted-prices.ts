// Prices pasted from a spreadsheet: visit and amount on a line, or amounts alone below the cell they are pasted into.
import { minorOf } from './read-typed.ts';

export interface PricedVisit {
  readonly key: string;
  readonly name: string;
}

/** Amounts as text by visit key, and the lines that could not be read, as they were pasted. */
export interface PastedPrices {
  readonly amounts: ReadonlyMap<string, string>;
  readonly unread: readonly string[];
}

const plain = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** An amount without its currency sign or code. */
function amountIn(cell: string, currency: string): string | undefined {
  const bare = cell.replaceAll(/[$€£¥\s\u00a0]/g, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  return minorOf(bare, currency) === undefined ? undefined : bare.replaceAll(/,(?=\d{3})/g, '');
}

/**
 * Reads tab-separated text. A visit is found by its key, its name, or both (`V1 Screening`); headings of a table are passed over.
 *
 * @param fromKey the visit into whose cell it is pasted; amounts alone fill from there downwards
 * @returns undefined where the text is a single cell, which the field takes by itself
 */
export function pastedPrices(text: string, visits: readonly PricedVisit[], fromKey: string, currency: string): PastedPrices | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  if (lines.length === 0 || (lines.length === 1 && (lines[0]?.length ?? 0) < 2)) return undefined;
  const amounts = new Map<string, string>();
  const unread: string[] = [];
  const start = visits.findIndex(({ key }) => key === fromKey);
  for (const [at, cells] of lines.entries()) {
    const isAlone = cells.filter((cell) => cell !== '').length === 1;
    const name = plain(cells[0] ?? '');
    const visit = isAlone
      ? visits[start + at]
      : visits.find(({ key, name: called }) => [plain(key), plain(called), plain(`${key} ${called}`)].includes(name));
    const amount = (isAlone ? cells : cells.slice(1)).map((cell) => amountIn(cell, currency)).find((each) => each !== undefined);
    if (visit && amount !== undefined) amounts.set(visit.key, amount);
    else if (at > 0 || amount !== undefined) unread.push(cells.join(' '));
  }
  return { amounts, unread };
}
