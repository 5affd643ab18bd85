// Accrual lines: what was earned, under which key it can exist only once, and its exact reversal (BR-07).
import type { Currency, Temporal } from '#lib';
import { explainedFurther } from './explain.ts';
import type { Explanation, ReversalCause } from './explanation.ts';
import type { Price } from './holdback.ts';

/**
 * What a line is for. What has a holdback makes two lines, because each has its own due date and aging. An invoiceable is paid beside the visits
 * (BR-11). A true-up is the difference of a line to the price of a version that went live later (BR-15).
 */
export const lineKinds = [
  'payable',
  'holdback',
  'screen-failure',
  'true-up',
  'true-up-holdback',
  'invoiceable',
  'invoiceable-holdback',
] as const;
export type LineKind = (typeof lineKinds)[number];

/**
 * Earned lines are revenue; deferred ones (screen failures beyond the ratio) are at risk until enrolment rises; capped ones record what happened
 * beyond a cap and are worth nothing (BR-14).
 */
export const lineStates = ['earned', 'deferred', 'capped'] as const;
export type LineState = (typeof lineStates)[number];

/** What makes a line the same line, whatever contract version priced it. */
export interface LineSlot {
  readonly contractKey: string;
  readonly termKey: string;
  readonly kind: LineKind;
  readonly subjectId: string;
  /** The visit, or else the event, that it stands for; one of the two is null. */
  readonly visitId: string | null;
  readonly eventId: string | null;
  readonly procedureId: string | null;
  readonly repeatNo: number;
}

export interface AccrualLine extends LineSlot {
  /** Counts what happened to the slot: 1 the first line, 2 its reversal, 3 the line after a correction. */
  readonly generation: number;
  /** Which correction of the visit's record this line answers; a fact told twice finds its own line. */
  readonly correction: number;
  readonly contractVersion: number;
  readonly visitKey: string;
  readonly cycle: number;
  readonly serviceDate: Temporal.PlainDate;
  readonly currency: Currency;
  readonly state: LineState;
  readonly amountMinor: bigint;
  /** The whole price this line is a part of (overhead as its own component); never to be summed over lines. */
  readonly price: Price;
  /** Key of the line that this one negates. */
  readonly reverses: string | null;
  readonly why: Explanation;
}

function slotKey(slot: LineSlot): string {
  const { contractKey, termKey, kind, subjectId, visitId, eventId, procedureId, repeatNo } = slot;
  return JSON.stringify([contractKey, termKey, kind, subjectId, visitId, eventId, procedureId, repeatNo]);
}

/** The unique source key of a line (BR-07): its slot and generation; the contract version is never part of it. */
export function lineKey(line: LineSlot & { readonly generation: number }): string {
  return `${slotKey(line)}/${line.generation}`;
}

/** Whether two lines stand for the same obligation. */
export function isSameSlot(a: LineSlot, b: LineSlot): boolean {
  return slotKey(a) === slotKey(b);
}

/** The kinds of lines that stand for what the payer holds back. */
export const heldBackKinds: readonly LineKind[] = ['holdback', 'true-up-holdback', 'invoiceable-holdback'];

/** Whether the line stands for what the payer holds back. */
export function isHeldBack(kind: LineKind): boolean {
  return heldBackKinds.includes(kind);
}

/** Lines that count: neither reversals nor reversed. */
export function liveLines(lines: readonly AccrualLine[]): AccrualLine[] {
  const reversed = new Set(lines.map((line) => line.reverses));
  return lines.filter((line) => line.reverses === null && !reversed.has(lineKey(line)));
}

/** The generation a new line of this slot would have. */
export function nextGeneration(slot: LineSlot, lines: readonly AccrualLine[]): number {
  return lines.filter((line) => isSameSlot(line, slot)).reduce((highest, line) => Math.max(highest, line.generation), 0) + 1;
}

/** The contra line: exact negation, next generation, same service date and version. */
export function reversalOf(line: AccrualLine, cause: ReversalCause): AccrualLine {
  return {
    ...line,
    generation: line.generation + 1,
    amountMinor: -line.amountMinor,
    reverses: lineKey(line),
    why: explainedFurther(line.why, { kind: 'reversal', cause, amountMinor: -line.amountMinor }),
  };
}

/** Reversals of the live lines of one visit, as when its record is re-opened for a reason. Lines already reversed are left alone. */
export function decideReverse(visitId: string, lines: readonly AccrualLine[], reason: string): AccrualLine[] {
  return liveLines(lines)
    .filter((line) => line.visitId === visitId)
    .map((line) => reversalOf(line, { kind: 'record-changed', reason }));
}
