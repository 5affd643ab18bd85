// Money: bigint minor units with a currency, basis points, round half up. No float touches an amount.

/** ISO 4217 code in capitals. */
export type Currency = string;

/** An amount in the currency's minor units (cents for USD, yen for JPY). */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

const EXPONENTS: Readonly<Record<string, number>> = {
  AED: 2,
  ARS: 2,
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  COP: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HUF: 2,
  ILS: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PEN: 2,
  PLN: 2,
  RON: 2,
  SAR: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TRY: 2,
  TWD: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
};

/** Whether amounts in `code` can be kept (its number of minor digits is known). */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(EXPONENTS, code);
}

/** Digits after the decimal point of a currency. Throws a RangeError on a currency we do not keep. */
export function minorUnits(currency: Currency): number {
  const digits = EXPONENTS[currency];
  if (digits === undefined) throw new RangeError(`unknown currency ${JSON.stringify(currency)}`);
  return digits;
}

/** An amount; throws a RangeError on an unknown currency. */
export function money(amountMinor: bigint, currency: Currency): Money {
  minorUnits(currency);
  return { amountMinor, currency };
}

/** The sum. Throws a RangeError when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency };
}

/** The exact negation, as a reversal needs it. */
export function negate(amount: Money): Money {
  return { amountMinor: -amount.amountMinor, currency: amount.currency };
}

/**
 * `amountMinor` x `basisPoints` / 10,000, rounded half up away from zero, so that a reversal stays the exact negation.
 */
export function shareOf(amountMinor: bigint, basisPoints: number): bigint {
  if (!Number.isInteger(basisPoints)) throw new RangeError(`basis points must be whole, got ${basisPoints}`);
  const product = amountMinor * BigInt(basisPoints);
  const half = product >= 0n ? 5_000n : -5_000n;
  return (product + half) / 10_000n;
}

/**
 * Splits an amount by basis points that sum to 10,000; the last part takes the remainder, so the parts always add up.
 * Throws a RangeError when the points do not sum to 10,000.
 */
export function splitByBasisPoints(amountMinor: bigint, parts: readonly number[]): bigint[] {
  if (parts.reduce((sum, part) => sum + part, 0) !== 10_000) throw new RangeError('the parts of a split must sum to 10,000 basis points');
  const shares = parts.slice(0, -1).map((part) => shareOf(amountMinor, part));
  return [...shares, amountMinor - shares.reduce((sum, share) => sum + share, 0n)];
}

/** Parses a plain decimal (`1200`, `1200.5`, `-3.25`) into minor units. Throws a RangeError on more digits than the currency has. */
export function parseMinor(text: string, currency: Currency): bigint {
  const digits = minorUnits(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match || (match[3]?.length ?? 0) > digits) throw new RangeError(`not an amount in ${currency}`);
  const minor = BigInt((match[2] ?? '') + (match[3] ?? '').padEnd(digits, '0'));
  return match[1] ? -minor : minor;
}

/** An amount as people read it, with grouping and the currency's digits: `1,950.00`, `−0.05`. The currency stands beside it, never inside. */
export function formatMoney(amountMinor: bigint, currency: Currency): string {
  const [whole = '', fraction] = plainMoney(amountMinor, currency).replace('-', '−').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** An amount as programs read it: `1950.00`, `-0.05`. */
export function plainMoney(amountMinor: bigint, currency: Currency): string {
  const digits = minorUnits(currency);
  const text = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  const fraction = digits > 0 ? `.${text.slice(-digits)}` : '';
  return `${amountMinor < 0n ? '-' : ''}${text.slice(0, text.length - digits)}${fraction}`;
}
