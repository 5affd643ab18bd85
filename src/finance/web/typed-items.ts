// What is paid beside the visits, as a person types it, and what is sent of it.
import { isOfProcedure, type Trigger } from '../rules.ts';
import type { InvoiceableView } from './queries.ts';
import { typedAmount } from './rate-words.ts';
import { minorOf } from './read-typed.ts';

/** One item. Numbers as text; an empty one is no limit. */
export interface TypedItem {
  readonly row: number;
  readonly key: string;
  readonly label: string;
  readonly trigger: Trigger;
  readonly activityKey: string;
  readonly clause: string;
  /** Decimal text in the contract's currency. */
  readonly direct: string;
  readonly withOverhead: boolean;
  readonly withHoldback: boolean;
  readonly submitWithin: string;
  readonly perSubject: string;
  readonly perSite: string;
  /** Decimal text in the contract's currency. */
  readonly siteAmount: string;
}

const numberText = (value: number | null) => (value === null ? '' : String(value));

/** Items as they stand in the form. */
export function typedItems(terms: readonly InvoiceableView[], currency: string): TypedItem[] {
  return terms.map(({ key, label, trigger, clause, withOverhead, withHoldback, ...term }, row) => ({
    row,
    key,
    label,
    trigger,
    activityKey: term.activityKey ?? '',
    clause,
    direct: typedAmount(term.directMinor, currency),
    withOverhead,
    withHoldback,
    submitWithin: numberText(term.submitWithinDays),
    perSubject: numberText(term.maxPerSubject),
    perSite: numberText(term.maxPerSite),
    siteAmount: term.maxMinorPerSite === null ? '' : typedAmount(term.maxMinorPerSite, currency),
  }));
}

/** The items with an empty one at the end. */
export function withBlankItem(items: readonly TypedItem[]): TypedItem[] {
  const row = items.reduce((highest, each) => Math.max(highest, each.row), -1) + 1;
  const limitless = { submitWithin: '', perSubject: '', perSite: '', siteAmount: '' };
  const blank = { row, key: '', label: '', activityKey: '', clause: '', direct: '', ...limitless };
  return [...items, { ...blank, trigger: 'unscheduled-visit', withOverhead: true, withHoldback: false }];
}

/** Days or a count; null where nothing is typed, undefined where it cannot be read. */
function limitOf(text: string, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

/** An amount above zero; null where nothing is typed, undefined where it cannot be read. */
function capOf(text: string, currency: string): string | null | undefined {
  if (text.trim() === '') return null;
  const minor = minorOf(text, currency);
  return minor === '0' ? undefined : minor;
}

const limits = { submitWithin: 3_650, perSubject: 100_000, perSite: 100_000 } as const;

/** What is missing or cannot be read, as keys of words by `item-FIELD ROW`. */
export function itemFaults(items: readonly TypedItem[], currency: string): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const item of items) {
    const fault = (field: string, word: string) => (faults[`item-${field} ${item.row}`] = word);
    if (!item.label.trim()) fault('label', 'need.item');
    if (isOfProcedure(item.trigger) && item.activityKey === '') fault('activityKey', 'need.activity');
    if (minorOf(item.direct, currency) === undefined) fault('direct', 'need.amount');
    if (!item.clause.trim()) fault('clause', 'need.clause');
    for (const [field, most] of Object.entries(limits) as [keyof typeof limits, number][])
      if (limitOf(item[field], most) === undefined) fault(field, 'need.limit');
    if (capOf(item.siteAmount, currency) === undefined) fault('siteAmount', 'need.cap');
  }
  return faults;
}

/** What is sent; items that cannot be read yet are left out, so that the others keep their prices while one is typed. */
export function itemBodies(items: readonly TypedItem[], currency: string): InvoiceableView[] {
  const taken = new Set(items.map(({ key }) => key).filter(Boolean));
  return items.flatMap((item) => {
    const directMinor = minorOf(item.direct, currency);
    if (directMinor === undefined) return [];
    const key = item.key || freeKey(item.label, taken);
    taken.add(key);
    return [
      {
        key,
        label: item.label.trim(),
        clause: item.clause.trim(),
        trigger: item.trigger,
        activityKey: isOfProcedure(item.trigger) && item.activityKey !== '' ? item.activityKey : null,
        directMinor,
        withOverhead: item.withOverhead,
        withHoldback: item.withHoldback,
        submitWithinDays: limitOf(item.submitWithin, limits.submitWithin) ?? null,
        maxPerSubject: limitOf(item.perSubject, limits.perSubject) ?? null,
        maxPerSite: limitOf(item.perSite, limits.perSite) ?? null,
        maxMinorPerSite: capOf(item.siteAmount, currency) ?? null,
      },
    ];
  });
}

// A key that no other item has; letters, digits, dots and hyphens as the contract's terms are named.
function freeKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const key = `item-${words || 'x'}`.slice(0, 58);
  if (!taken.has(key)) return key;
  for (let number = 2; ; number += 1) if (!taken.has(`${key}-${number}`)) return `${key}-${number}`;
}
