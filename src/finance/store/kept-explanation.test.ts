// Explanations in rows: kept and read without a loss, and refused where what is kept is none.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import { decideEarn, reversalOf } from '../rules.ts';
import { asExplanation, keptExplanation } from './kept-explanation.ts';

const visit = {
  visitId: 'v3',
  subjectId: '101-007',
  visitKey: 'V3',
  cycle: 1,
  correction: 0,
  state: 'completed',
  actualDate: civilDate('2026-04-13'),
  activities: [],
} as const;
const decided = decideEarn(visit, contract, []);
const [line] = decided.ok ? decided.value.lines : [];
if (!line) throw new Error('the story pays V3');

describe('a kept explanation', () => {
  it('[FIN-01] is read as it was kept, to the last unit, whatever a person typed', () => {
    const { why } = reversalOf({ ...line, amountMinor: 123_456_789_012_345_678n }, { kind: 'record-changed', reason: '175500' });
    expect(asExplanation(JSON.parse(JSON.stringify(keptExplanation(why))), 'l1')).toEqual(why);
  });

  it('[FIN-01] that is none is refused by the name of its line, never shown', () => {
    const kept = keptExplanation(line.why);
    const [direct, ...others] = kept.steps;
    for (const wrong of [
      { ...kept, steps: [{ ...direct, text: 'direct 1,500.00' }, ...others] },
      { ...kept, steps: [{ kind: 'bonus', amountMinor: '1' }] },
      { ...kept, steps: [{ kind: 'no-overhead', amountMinor: 0 }] },
      { ...kept, steps: [{ kind: 'gross', directMinor: '1', amountMinor: '1' }] },
      { ...kept, inputs: { visit: 'V3' } },
      null,
    ])
      expect(() => asExplanation(wrong, 'l1'), JSON.stringify(wrong)).toThrow('explanation of line l1 cannot be read');
  });
});
