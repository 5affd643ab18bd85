// A draft of assumptions: what it changes, what it takes back, and what is asked of a preview.
import { describe, expect, it } from 'vitest';
import { ownAssumptions } from '../contract/assumptions.ts';
import { assumptionChange, marginClaim } from '../contract/words.ts';
import { changedAssumptions } from '../rules/assumption-set.ts';
import { defaultAssumptions } from '../rules/default-assumptions.ts';
import { shippedOwnAssumptions } from '../rules/position-assumptions.ts';
import {
  claimDifferences,
  countChanges,
  heldContent,
  previewDraft,
  rowsUnder,
  typedNumber,
  withChange,
  withoutChange,
} from './assumption-draft.ts';
import type { AssumptionsAnswer, MarginClaim } from './held-queries.ts';
import { reasonKey } from './reason-key.ts';
import { english } from './reason-words.en.ts';

const answer = {
  version: 0,
  assumptions: defaultAssumptions,
  shipped: defaultAssumptions,
  changes: [],
  claims: [],
  own: shippedOwnAssumptions,
  history: [],
  can: { edit: true },
} as unknown as AssumptionsAnswer;
const held = heldContent(answer);
const rowOf = (id: string, draft = held) => rowsUnder(answer, draft).find((row) => row.id === id) as ReturnType<typeof rowsUnder>[number];
const typed = { value: 0.5, sd: 0.15, tag: 'counted', asOf: '2026-04-01', reason: 'Our contracts' } as const;

describe('[MKT-122] a draft of assumptions', () => {
  it('changes a number as the rules take it, keeps its spread where that is the same, and can take it back', () => {
    const draft = withChange(held, rowOf('price.country.BR'), typed);
    expect(draft.changes.map((change) => assumptionChange.parse(change))).toEqual([
      { id: 'price.country.BR', value: 0.5, tag: 'counted', asOf: '2026-04-01', reason: 'Our contracts' },
    ]);
    const rules = changedAssumptions(draft.changes as Parameters<typeof changedAssumptions>[0]);
    expect(rules.ok && rules.value.find(({ id }) => id === 'price.country.BR')).toMatchObject({ value: 0.5, sd: 0.15, tag: 'counted' });
    expect(rowOf('price.country.BR', draft)).toMatchObject({ value: 0.5, tag: 'counted', standing: 'drafted' });
    expect(countChanges(answer, draft)).toBe(1);
    expect(countChanges(answer, withoutChange(draft, rowOf('price.country.BR'), answer))).toBe(0);
    expect(countChanges(answer, withChange(draft, rowOf('price.country.BR'), null))).toBe(0);
  });

  it('changes rates and chances with their day and reason', () => {
    const draft = withChange(withChange(held, rowOf('rate.EUR'), typed), rowOf('chance.selected'), { ...typed, value: 0.7 });
    expect(ownAssumptions.parse(draft.own)).toMatchObject({
      asOf: '2026-04-01',
      reason: 'Our contracts',
      usdPer: { EUR: 0.5 },
      chanceByState: { selected: 0.7 },
    });
    expect(rowOf('rate.EUR', draft).standing).toBe('drafted');
    expect(rowOf('rate.GBP', draft).standing).toBe('shipped');
    const [changes] = [JSON.parse(previewDraft(draft)) as { changes: unknown[] }];
    expect(changes.changes).toEqual([]);
  });

  it('tells claims that come and go, and asks a preview without reasons', () => {
    const claim: MarginClaim = {
      id: 'area-cns-2025',
      axis: 'area',
      key: 'CNS',
      year: 2025,
      share: 0.2,
      sd: 0.1,
      tag: 'published',
      reason: 'A survey of many pages',
    };
    const draft = { ...withChange(held, rowOf('price.country.BR'), typed), claims: [marginClaim.parse(claim)] };
    expect(claimDifferences(answer, draft)).toEqual({ added: [claim], gone: [] });
    expect(claimDifferences({ ...answer, claims: [claim] }, held)).toEqual({ added: [], gone: [claim] });
    expect(previewDraft(draft)).not.toContain('Our contracts');
  });

  it('reads numbers with a minus of either kind, and nothing else', () => {
    expect([typedNumber('−0.004'), typedNumber('1 200'), typedNumber('1,5'), typedNumber('')]).toEqual([-0.004, 1_200, null, null]);
  });

  it('every number that ships has its reason among the words', () => {
    const reasons = english['reason'] as Readonly<Record<string, string>>;
    for (const { id, reason } of defaultAssumptions) expect(reasons[reasonKey(id)], id).toBe(reason);
  });
});
