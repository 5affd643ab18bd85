// Items beside the visits as typed: what is read, what is missing, and what is sent.
import { describe, expect, it } from 'vitest';
import { sampleInvoiceables } from '../sample.ts';
import { itemBodies, itemFaults, typedItems, withBlankItem } from './typed-items.ts';

const typed = typedItems(sampleInvoiceables, 'USD');

describe('[BR-11] items beside the visits as typed', () => {
  it('what was saved comes back unchanged', () => {
    expect(itemBodies(typed, 'USD')).toEqual(sampleInvoiceables);
    expect(itemFaults(typed, 'USD')).toEqual({});
  });

  it('an empty one names every field that misses', () => {
    expect(itemFaults(withBlankItem([]), 'USD')).toEqual({
      'item-label 0': 'need.item',
      'item-direct 0': 'need.amount',
      'item-clause 0': 'need.clause',
    });
    const [ecg] = typed.filter(({ key }) => key === 'repeat-ecg');
    if (!ecg) throw new Error('the sample has an ECG');
    const wrong = { ...ecg, activityKey: '', perSubject: '0', perSite: '1.5', submitWithin: '3651' };
    expect(itemFaults([wrong], 'USD')).toEqual({
      'item-activityKey 1': 'need.activity',
      'item-submitWithin 1': 'need.limit',
      'item-perSubject 1': 'need.limit',
      'item-perSite 1': 'need.limit',
    });
  });

  it('[BR-14] a cap by amount is typed in the currency of the contract, above zero or not at all', () => {
    const [first] = typed;
    if (!first) throw new Error('the sample has items');
    const capped = (siteAmount: string) => itemBodies([{ ...first, siteAmount }], 'USD')[0]?.maxMinorPerSite;
    expect([capped('12,500.00'), capped(''), capped('0')]).toEqual(['1250000', null, null]);
    const saved = itemBodies([{ ...first, siteAmount: '12500' }], 'USD');
    expect(typedItems(saved, 'USD')[0]?.siteAmount).toBe('12500.00');
    for (const wrong of ['0', '-1', 'much', '1.005'])
      expect(itemFaults([{ ...first, siteAmount: wrong }], 'USD'), wrong).toEqual({ 'item-siteAmount 0': 'need.cap' });
  });

  it('new ones get keys of their own, whatever they are called', () => {
    const blank = withBlankItem(withBlankItem(withBlankItem([])));
    const named = blank.map((item, at) => ({ ...item, label: ['Visita más', 'Visita más', '検査'][at] ?? '', direct: '1', clause: 'B' }));
    expect(itemBodies(named, 'USD').map(({ key }) => key)).toEqual(['item-visita-mas', 'item-visita-mas-2', 'item-x']);
  });
});
