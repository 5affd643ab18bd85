// What is shown of a schedule before its release is signed.
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../examples/nlx-301/story.ts';
import { canonicalJson } from '#signatures/rules';
import { settledSchedule } from './planned-schedule.ts';
import { plainDocument, releaseRows } from './release-content.ts';

const settled = settledSchedule(schedule);

describe('what a release shows', () => {
  it('[SIG-09] says of every visit when it is due, within which window, and what is done', () => {
    const rows = releaseRows(settled);
    expect(rows.map((row) => row.name)).toHaveLength(settled.visits.length);
    const [third] = rows.filter((row) => row.name.includes('V3'));
    expect(third?.value).toMatch(/^D29 from .*, ±3$/);
    expect(third?.note).toContain('Vital signs');
  });

  it('[SIG-09] has one text for one schedule, and another for any other', () => {
    const text = canonicalJson(plainDocument(settled));
    const reordered = JSON.parse(JSON.stringify(settled, Object.keys(flat(settled)).sort().reverse()));
    expect(canonicalJson(plainDocument(reordered))).toBe(text);
    for (const [index] of settled.visits.entries()) {
      const other = structuredClone(settled) as unknown as { visits: { modalities: string[] }[] };
      other.visits[index]?.modalities.push('phone');
      expect(canonicalJson(plainDocument(other))).not.toBe(text);
    }
  });

  it('keeps fractions of an amount as they print', () => {
    expect(plainDocument({ amount: 1.5, left: undefined, none: null })).toEqual({ amount: '1.5', none: null });
  });
});

/** Every key that stands anywhere in a document. */
function flat(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {};
  const own = Array.isArray(value) ? {} : Object.fromEntries(Object.keys(value).map((key) => [key, true as const]));
  return Object.assign(own, ...Object.values(value).map(flat)) as Record<string, true>;
}
