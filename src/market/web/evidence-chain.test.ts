// The versions of a record in their order, and what a contradiction does.
import { describe, expect, it } from 'vitest';
import { type KeptEvidence, evidenceBook, evidenceConflicts, publishedFrame } from '../rules.ts';
import { chainOf, effectKey } from './evidence-chain.ts';
import { english } from './evidence-words.en.ts';
import type { Entry } from './held-queries.ts';

const [size] = publishedFrame;
const { id: _, ...record } = size as (typeof publishedFrame)[number];
const kept = (id: string, supersedes: string | null, year: number | null = 2025): KeptEvidence => ({
  id,
  record: { ...record, year, value: 7_000 },
  supersedes,
  reason: 'newer',
  addedByName: 'Noor',
  addedAt: '2026-01-01T00:00:00Z',
});

describe('[MKT-121] the versions of a record', () => {
  const book = evidenceBook(publishedFrame, [kept('a', 'frame-size-2025'), kept('b', 'a')]) as unknown as readonly Entry[];

  it('are the same from whichever of them one looks', () => {
    for (const id of ['frame-size-2025', 'a', 'b'])
      expect(chainOf(id, book).map((entry) => entry.record.id)).toEqual(['frame-size-2025', 'a', 'b']);
    expect(chainOf('frame-growth', book)).toHaveLength(1);
    expect(chainOf('unknown', book)).toEqual([]);
  });

  it('says what a contradiction does in the words of the rules', () => {
    const rank = { ...record, kind: 'rank' as const, quantity: 'largest-region', year: null, unit: null, value: 'Europe', id: 'r' };
    const other = { ...record, quantity: 'registered-trials', id: 'o', unit: 'studies', year: 2024, value: 5 };
    const share = { ...record, quantity: 'share', segment: { axis: 'area' as const, key: 'CNS' }, unit: '%' };
    const added = [
      { ...record, id: 'x', value: 1 },
      { ...record, id: 'y', year: 2020 },
      { ...record, id: 'z', year: 2020, value: 2 },
    ];
    const conflicts = evidenceConflicts([
      ...publishedFrame,
      ...added,
      rank,
      other,
      { ...share, id: 's', value: 1 },
      { ...share, id: 't', value: 2 },
    ]);
    expect(conflicts).toHaveLength(5);
    for (const conflict of conflicts) expect(english['effectOf']).toHaveProperty(effectKey(conflict), conflict.effect);
  });
});
