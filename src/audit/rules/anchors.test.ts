// Anchors by their rules alone: when the head is signed, what a signed head proves, and what a declared restore excuses.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { type Anchor, type ChainEnd, declaredRestores, isAnchorDue, judgeAgainstAnchors, undeclaredLoss } from './anchors.ts';

const at = Temporal.Instant.from('2026-04-13T14:00:00Z');
const hashOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
/** The chain as it stands: five links. */
const hashAt = new Map([1n, 2n, 3n, 4n, 5n].map((link) => [link, hashOf(`link ${link}`)]));

/** `3` stands for a head at link 3 that still holds, `-3` for one of a state that was lost, `r3` for a declaration at link 3. */
function anchors(...words: readonly (number | string)[]): Anchor[] {
  return words.map((word, index) => {
    const link = Math.abs(Number(String(word).replace('r', '')));
    const isLost = typeof word === 'number' && word < 0;
    return {
      seq: index + 1,
      era: 1,
      linkId: BigInt(link),
      hash: hashOf(isLost ? `lost ${link}` : `link ${link}`),
      schemaHash: hashOf('schema'),
      schemaVersion: 'first',
      at,
      previous: new Uint8Array(32),
      restored: typeof word === 'string',
      signature: new Uint8Array(64),
    };
  });
}
const judged = (list: readonly Anchor[], chain: Partial<ChainEnd> = {}) =>
  judgeAgainstAnchors(
    list.map((anchor) => ({ anchor, signatureHolds: true, digest: new Uint8Array(32) })),
    { lastLink: 5n, hashAt, schemaHash: hashOf('schema'), schemaVersion: 'first', firstUnanchoredAt: null, ...chain },
    at,
  );
const lostTo = (list: readonly Anchor[]) =>
  declaredRestores(list, hashAt).map(({ anchor, lost, backTo }) => [anchor.seq, lost.map(({ seq }) => seq), backTo?.seq ?? null]);

describe('anchors', () => {
  it('[G9] the head is signed at the thousandth entry or after fifteen minutes, and never while nothing is new', () => {
    const last = { at, linkId: 3n };
    const due = (entriesSince: bigint, minutes: number, linkId = 4n) => isAnchorDue(last, { linkId, entriesSince }, at.add({ minutes }));
    expect([due(999n, 14), due(1_000n, 0), due(1n, 15), due(5_000n, 60, 3n)]).toEqual([false, true, true, false]);
    expect(isAnchorDue(null, { linkId: 0n, entriesSince: 0n }, at)).toBe(true);
  });

  it('[G9] what was changed in the schema since the last anchor is named, unless a migration ran', () => {
    const schemaHash = hashOf('other');
    expect(judged(anchors(1, 3))).toEqual([]);
    expect(judged(anchors(1, 3), { schemaHash })).toMatchObject([{ kind: 'schema', anchor: 2 }]);
    expect(judged(anchors(1, 3), { schemaHash, schemaVersion: 'second' })).toEqual([]);
  });

  it('[A11D-04] a declared restore excuses the one block of lost heads before it, and heads signed in between still bind', () => {
    expect(lostTo(anchors(1, 2, -3, -4, 3, 'r4', 5))).toEqual([[6, [3, 4], 2]]);
    expect(judged(anchors(1, 2, -3, -4, 3, 'r4', 5))).toEqual([]);
    expect(judged(anchors(1, -2, 3, -4, 'r4'))).toMatchObject([{ anchor: 2 }]);
    expect(judged(anchors(1, 'r2', -3))).toMatchObject([{ anchor: 3 }]);
    expect(judged(anchors(1, -9))).toMatchObject([{ anchor: 2, message: expect.stringMatching(/an older state was put in its place/) }]);
  });

  it('[A11D-04] each of two restores excuses its own block, and a later one the declaration that it took away', () => {
    expect(lostTo(anchors(1, -2, 'r2', -4, 'r4'))).toEqual([
      [3, [2], 1],
      [5, [4], 3],
    ]);
    const [first, , , ...rest] = anchors(1, -2, -3, -4, 'r4');
    const taken = anchors(1, -2, -3)[2];
    if (!first || !taken) throw new Error('three anchors');
    expect(judged([first, ...anchors(1, -2).slice(1), { ...taken, restored: true }, ...rest])).toEqual([]);
  });

  it('[A11D-04] a loss is undeclared until it is declared', () => {
    const loss = (list: readonly Anchor[]) => undeclaredLoss(list, hashAt).lost.map(({ seq }) => seq);
    expect([loss(anchors(1, 2)), loss(anchors(1, -2, -3)), loss(anchors(1, -3, 2)), loss(anchors(1, -3, 'r2'))]).toEqual([
      [],
      [2, 3],
      [2],
      [],
    ]);
  });
});
