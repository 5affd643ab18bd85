// What is typed of a record, what it lacks, and what is sent of it.
import { describe, expect, it } from 'vitest';
import { evidenceDraft } from '../contract/words.ts';
import { publishedFrame } from '../rules/published-frame.ts';
import { blankEvidence, draftOf, faultsOfEvidence, typedOf, underKind } from './typed-evidence.ts';

const total = { ...blankEvidence, claim: 'It was more.', amount: '7 400', year: '2025', source: 'Another report', sd: '8' };

describe('[MKT-120] a record of evidence as it is typed', () => {
  it('is sent as the contract asks, with the spread as a fraction', () => {
    expect(faultsOfEvidence(total, false)).toEqual({});
    const draft = evidenceDraft.parse(draftOf(total));
    expect(draft).toMatchObject({
      kind: 'total',
      quantity: 'market-size',
      value: 7_400,
      unit: 'USD million',
      year: 2025,
      sd: 0.08,
      word: null,
    });
  });

  it('names each field that lacks something', () => {
    const typed = { ...blankEvidence, amount: 'much', unit: '', year: '25', sourceDate: 'May', axis: 'area', sd: '300' };
    expect(Object.keys(faultsOfEvidence(typed, true)).toSorted()).toEqual(
      ['amount', 'claim', 'key', 'reason', 'sd', 'source', 'sourceDate', 'unit', 'year'].toSorted(),
    );
    expect(faultsOfEvidence({ ...total, quantity: 'other', otherQuantity: 'Market size' }, false)).toEqual({
      otherQuantity: 'badQuantity',
    });
  });

  it('brings every shipped record back as it stands, so that a successor begins as the record it stands in for', () => {
    for (const { id: _, value, ...record } of publishedFrame) {
      const { value: figure, word, ...rest } = draftOf(typedOf({ id: '', value, ...record } as Parameters<typeof typedOf>[0]));
      expect({ ...rest, value: figure ?? word }).toEqual({ ...record, value });
    }
  });

  it('takes the quantity and unit that go with a kind', () => {
    expect(underKind(total, 'share')).toMatchObject({ quantity: 'share', unit: '%' });
    expect(underKind(total, 'trend')).toMatchObject({ quantity: '', unit: '' });
  });
});
