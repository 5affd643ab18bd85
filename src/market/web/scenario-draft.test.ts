// What is typed of a scenario is what is sent, and nothing that cannot be read is sent.
import { describe, expect, it } from 'vitest';
import { amountOf, changesOf, faultsOf, typedChanges, type Change } from './scenario-draft.ts';

const changes: Change[] = [
  { id: 'frame.total.2031', factor: 0.89 },
  { id: 'growth.area.Oncology', value: 0 },
  { id: 'growth.region.Asia Pacific', add: -0.03 },
];

describe('[MKT-105] a scenario as it is typed', () => {
  it('comes back as it was', () => {
    expect(changesOf(typedChanges(changes))).toEqual(changes);
  });

  it.each([
    ['0,9', 0.9],
    ['-0.03', -0.03],
    ['−0.03', -0.03],
    ['+2', 2],
    ['', null],
    ['1.2.3', null],
    ['half', null],
    ['Infinity', null],
  ])('reads %j as %j', (amount, value) => {
    expect(amountOf({ amount })).toBe(value);
  });

  it('names what is missing by its field', () => {
    const rows = [
      { key: '0', id: '', kind: 'value', amount: '1' },
      { key: '1', id: 'frame.total.2031', kind: 'factor', amount: '0' },
    ] as const;
    expect([...faultsOf({ name: ' ', note: '', changes: rows })]).toEqual(['name', 'note', 'id 0', 'amount 1']);
    expect([...faultsOf({ name: 'Slow', note: 'why', changes: [] })]).toEqual(['changes']);
    expect([...faultsOf({ name: 'Slow', note: 'why', changes: typedChanges(changes) })]).toEqual([]);
  });
});
