// A record of evidence as it is typed: what it lacks, field by field, and the draft that is sent.
import { evidenceKinds } from '../contract/words.ts';
import { outlookAxes } from '../rules/outlook-types.ts';
import type { Draft, EvidenceRecord } from './held-queries.ts';

/** Quantities of which records are known to speak; another one may be typed. */
export const knownQuantities = ['market-size', 'cagr', 'share', 'largest-region', 'fastest-growing-area', 'registered-trials'] as const;

/** The choice that lets another quantity be typed. */
export const otherQuantity = 'other';

/** Every field as text. `amount` is typed where the record has a figure, `word` where it names something. */
export interface TypedEvidence {
  readonly kind: string;
  readonly claim: string;
  readonly quantity: string;
  readonly otherQuantity: string;
  readonly amount: string;
  readonly word: string;
  readonly unit: string;
  readonly year: string;
  readonly source: string;
  readonly sourceDate: string;
  readonly axis: string;
  readonly key: string;
  readonly tag: string;
  /** Percent. */
  readonly sd: string;
  readonly disputed: boolean;
  readonly note: string;
  readonly reason: string;
}

export const blankEvidence: TypedEvidence = {
  kind: 'total',
  claim: '',
  quantity: 'market-size',
  otherQuantity: '',
  amount: '',
  word: '',
  unit: 'USD million',
  year: '',
  source: '',
  sourceDate: '',
  axis: '',
  key: '',
  tag: 'published',
  sd: '',
  disputed: false,
  note: '',
  reason: '',
};

const BEGINNINGS: Readonly<Record<string, Partial<TypedEvidence>>> = {
  total: { quantity: 'market-size', unit: 'USD million' },
  growth: { quantity: 'cagr', unit: '%' },
  share: { quantity: 'share', unit: '%' },
  rank: { quantity: 'largest-region', unit: '' },
};

/** The record under another kind, with the quantity and unit that go with it. */
export function underKind(typed: TypedEvidence, kind: string): TypedEvidence {
  return { ...typed, kind, ...(BEGINNINGS[kind] ?? { quantity: '', unit: '' }) };
}

/** A record that is there, as it would be typed. */
export function typedOf(record: EvidenceRecord): TypedEvidence {
  const { quantity, value, segment, sd } = record;
  const isKnown = quantity === null || (knownQuantities as readonly string[]).includes(quantity);
  return {
    ...blankEvidence,
    kind: record.kind,
    claim: record.claim,
    quantity: isKnown ? (quantity ?? '') : otherQuantity,
    otherQuantity: isKnown ? '' : quantity,
    amount: typeof value === 'number' ? String(value) : '',
    word: typeof value === 'string' ? value : '',
    unit: record.unit ?? '',
    year: record.year === null ? '' : String(record.year),
    source: record.source,
    sourceDate: record.sourceDate ?? '',
    axis: segment?.axis ?? '',
    key: segment?.key ?? '',
    tag: record.tag,
    sd: sd === null ? '' : String(Math.round(sd * 10_000) / 100),
    disputed: record.disputed,
    note: record.note ?? '',
  };
}

/** A field that lacks something, and the word that says what. */
export type EvidenceFaults = Partial<Record<keyof TypedEvidence, string>>;

const DATE = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const QUANTITY = /^[a-z][a-z0-9-]{1,60}$/;

const numberOf = (text: string): number | null => {
  const plain = text
    .trim()
    .replace(/^[+]/, '')
    .replaceAll(/[\s'’]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};

/** What the typed record lacks; nothing where it can be sent. */
export function faultsOfEvidence(typed: TypedEvidence, isSuperseding: boolean): EvidenceFaults {
  const { claim, source, sourceDate, quantity, amount, unit, year, axis, key, sd, reason } = typed;
  const yearNumber = numberOf(year);
  const spread = numberOf(sd);
  return {
    ...(claim.trim() === '' ? { claim: 'needed' } : {}),
    ...(source.trim() === '' ? { source: 'needed' } : {}),
    ...(sourceDate.trim() !== '' && !DATE.test(sourceDate.trim()) ? { sourceDate: 'badSourceDate' } : {}),
    ...(quantity === otherQuantity && !QUANTITY.test(typed.otherQuantity.trim()) ? { otherQuantity: 'badQuantity' } : {}),
    ...(amount.trim() !== '' && numberOf(amount) === null ? { amount: 'badNumber' } : {}),
    ...(amount.trim() !== '' && unit.trim() === '' ? { unit: 'needUnit' } : {}),
    ...(year.trim() !== '' && (yearNumber === null || !Number.isInteger(yearNumber) || yearNumber < 1990 || yearNumber > 2100)
      ? { year: 'badYear' }
      : {}),
    ...(axis !== '' && key === '' ? { key: 'needed' } : {}),
    ...(sd.trim() !== '' && (spread === null || spread < 0 || spread > 200) ? { sd: 'badSpread' } : {}),
    ...(isSuperseding && reason.trim() === '' ? { reason: 'needed' } : {}),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The draft of a record without faults. */
export function draftOf(typed: TypedEvidence): Draft {
  const axis = outlookAxes.find((each) => each === typed.axis);
  const value = numberOf(typed.amount);
  const spread = numberOf(typed.sd);
  return {
    kind: evidenceKinds.find((each) => each === typed.kind) ?? 'trend',
    claim: typed.claim.trim(),
    quantity: orNull(typed.quantity === otherQuantity ? typed.otherQuantity : typed.quantity),
    value,
    word: value === null ? orNull(typed.word) : null,
    unit: value === null ? null : orNull(typed.unit),
    year: numberOf(typed.year),
    source: typed.source.trim(),
    sourceDate: orNull(typed.sourceDate),
    segment: axis ? { axis, key: typed.key } : null,
    tag: typed.tag === 'counted' || typed.tag === 'assumed' ? typed.tag : 'published',
    disputed: typed.disputed,
    note: orNull(typed.note),
    sd: spread === null ? null : spread / 100,
  };
}

/** Whether the record names something rather than a figure. */
export function namesAWord({ kind }: TypedEvidence): boolean {
  return kind === 'rank' || kind === 'company';
}
