// A draft of assumptions: what is held with what somebody tries, and the differences between both.
import type { Assumption, AssumptionChange, AssumptionsAnswer, AssumptionsBody, MarginClaim } from './held-queries.ts';

/** What would be held. */
export type Content = Omit<AssumptionsBody, 'reason'>;

/** One number of the page: of the outlook, a rate of a currency, or a chance of a state. */
export interface Row extends Assumption {
  readonly of: 'outlook' | 'rate' | 'chance';
  /** Of rates the currency, of chances the state, else the id. */
  readonly key: string;
  readonly standing: 'shipped' | 'changed' | 'drafted';
}

/** What is held now. */
export function heldContent({ changes, claims, own }: Pick<AssumptionsAnswer, 'changes' | 'claims' | 'own'>): Content {
  return { changes, claims, own };
}

/** Every number under a draft, in the order of what ships; then rates and chances. */
export function rowsUnder(answer: AssumptionsAnswer, draft: Content): readonly Row[] {
  const held = new Map(answer.changes.map((change) => [change.id, JSON.stringify(change)]));
  const drafted = new Map(draft.changes.map((change) => [change.id, change]));
  const inForce = new Map(answer.assumptions.map((one) => [one.id, one]));
  const outlook = answer.shipped.map((shipped): Row => {
    const change = drafted.get(shipped.id);
    const isHeld = (held.get(shipped.id) ?? '') === (change ? JSON.stringify(change) : '');
    const now = isHeld ? (inForce.get(shipped.id) ?? shipped) : { ...shipped, tag: change ? ('assumed' as const) : shipped.tag, ...change };
    return { ...(now as Assumption), of: 'outlook', key: shipped.id, standing: isHeld ? (change ? 'changed' : 'shipped') : 'drafted' };
  });
  const { asOf, reason } = draft.own;
  const own = (of: 'rate' | 'chance', unit: string, values: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([key, value]): Row => {
      const standing = before[key] === value ? (answer.version === 0 ? 'shipped' : 'changed') : 'drafted';
      return { id: `${of}.${key}`, of, key, value, unit, sd: 0, spread: 'absolute', tag: 'assumed', asOf, reason, standing };
    });
  return [
    ...outlook,
    ...own('rate', 'USD', draft.own.usdPer, answer.own.usdPer),
    ...own('chance', 'chance', draft.own.chanceByState, answer.own.chanceByState),
  ];
}

/** What was typed about one number; null takes it back to what ships. */
export interface TypedChange {
  readonly value: number;
  readonly sd: number;
  readonly tag: Assumption['tag'];
  readonly asOf: string;
  readonly reason: string;
}

/** The draft with one number changed. */
export function withChange(draft: Content, row: Pick<Row, 'of' | 'key' | 'sd'>, typed: TypedChange | null): Content {
  if (row.of === 'outlook') {
    const others = draft.changes.filter(({ id }) => id !== row.key);
    if (!typed) return { ...draft, changes: others };
    const { sd, ...rest } = typed;
    return { ...draft, changes: [...others, { id: row.key, ...rest, ...(sd === row.sd ? {} : { sd }) }] };
  }
  if (!typed) return draft;
  const part = row.of === 'rate' ? 'usdPer' : 'chanceByState';
  const { asOf, reason, value } = typed;
  return { ...draft, own: { ...draft.own, [part]: { ...draft.own[part], [row.key]: value }, asOf, reason } };
}

/** The draft without what was tried with one number. */
export function withoutChange(draft: Content, row: Pick<Row, 'of' | 'key'>, answer: AssumptionsAnswer): Content {
  if (row.of === 'outlook') {
    const held = answer.changes.find(({ id }) => id === row.key);
    const others = draft.changes.filter(({ id }) => id !== row.key);
    return { ...draft, changes: held ? [...others, held] : others };
  }
  const part = row.of === 'rate' ? 'usdPer' : 'chanceByState';
  return { ...draft, own: { ...draft.own, [part]: { ...draft.own[part], [row.key]: answer.own[part][row.key] ?? 0 } } };
}

/** Claims that a draft adds and those that it withdraws. */
export function claimDifferences(
  answer: AssumptionsAnswer,
  draft: Content,
): { readonly added: readonly MarginClaim[]; readonly gone: readonly MarginClaim[] } {
  const text = (claims: readonly MarginClaim[]) => new Set(claims.map((claim) => JSON.stringify(claim)));
  const [before, after] = [text(answer.claims), text(draft.claims)];
  return {
    added: draft.claims.filter((claim) => !before.has(JSON.stringify(claim))),
    gone: answer.claims.filter((claim) => !after.has(JSON.stringify(claim))),
  };
}

/** How many numbers and claims would be held otherwise. */
export function countChanges(answer: AssumptionsAnswer, draft: Content): number {
  const { added, gone } = claimDifferences(answer, draft);
  return added.length + gone.length + rowsUnder(answer, draft).filter(({ standing }) => standing === 'drafted').length;
}

/** What a preview is asked by: numbers alone, because reasons move nothing and an address is short. */
export function previewDraft({ changes, claims }: Content): string {
  return JSON.stringify({
    changes: changes.map(({ id, value, sd }): AssumptionChange => ({
      id,
      ...(value === undefined ? {} : { value }),
      ...(sd === undefined ? {} : { sd }),
    })),
    claims: claims.map((claim) => ({ ...claim, reason: claim.reason.slice(0, 20) })),
  });
}

/** A number as it was typed; null for what is none. */
export function typedNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace('−', '-')
    .replaceAll(/[\s'’]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
