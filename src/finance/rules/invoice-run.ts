// An invoice run: which earned lines go on which invoice, and what is left out and why (BR-06).
import type { Currency } from '#lib';
import { type BillingState, leftOutReasons } from './invoice.ts';

/** What a run looks at of a line. */
export interface RunLine {
  readonly contractId: string;
  readonly payerId: string | null;
  readonly state: BillingState;
  readonly currency: Currency;
  readonly amountMinor: bigint;
}

export type LeftOutReason = (typeof leftOutReasons)[number];

/** Lines of one state, payer and currency that a run does not take and only counts. */
export interface RunSum extends Omit<RunLine, 'contractId'> {
  readonly count: number;
}

/** The lines of one invoice. */
export interface RunGroup<L extends RunLine> {
  readonly contractId: string;
  readonly lines: readonly L[];
  readonly totalMinor: bigint;
}

/** Sums of what stays behind, one for each reason and currency. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly currency: Currency;
  readonly count: number;
  readonly amountMinor: bigint;
}

/** Why a line stays behind; null: it goes on an invoice. */
export function leftOutReason(line: Pick<RunLine, 'state' | 'payerId'>): LeftOutReason | null {
  if (line.state === 'invoiced') return 'drafted';
  if (line.state !== 'billable') return line.state;
  return line.payerId === null ? 'payer-missing' : null;
}

/**
 * Splits lines into one invoice for each contract, and what is left out. Every line is in exactly one of the two; `sums` are left out as they are.
 * What is left out stands in the order of its reasons, and within a reason in that of the codes of currencies.
 */
export function planRun<L extends RunLine>(
  lines: readonly L[],
  sums: readonly RunSum[] = [],
): { groups: RunGroup<L>[]; leftOut: LeftOut[] } {
  const groups = new Map<string, L[]>();
  for (const line of lines.filter((one) => leftOutReason(one) === null)) {
    const group = groups.get(line.contractId);
    if (group) group.push(line);
    else groups.set(line.contractId, [line]);
  }
  return {
    groups: [...groups].map(([contractId, own]) => ({
      contractId,
      lines: own,
      totalMinor: own.reduce((sum, line) => sum + line.amountMinor, 0n),
    })),
    leftOut: leftOutOf([...lines.map((line) => ({ ...line, count: 1 })), ...sums]),
  };
}

function leftOutOf(sums: readonly RunSum[]): LeftOut[] {
  const leftOut = new Map<string, LeftOut>();
  for (const { count, amountMinor, currency, ...line } of sums) {
    const reason = leftOutReason(line);
    if (reason === null) continue;
    const key = `${reason} ${currency}`;
    const before = leftOut.get(key) ?? { reason, currency, count: 0, amountMinor: 0n };
    leftOut.set(key, { ...before, count: before.count + count, amountMinor: before.amountMinor + amountMinor });
  }
  const place = ({ reason }: LeftOut) => leftOutReasons.indexOf(reason);
  return [...leftOut.values()].sort((a, b) => place(a) - place(b) || (a.currency < b.currency ? -1 : 1));
}
