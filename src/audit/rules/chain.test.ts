// The chain by its rules alone: sound chains pass, and any one change is named where it is.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Digest, type Problem, type SealedLink, beginWalk, judgeHead, judgeLink } from './chain.ts';

const digest: Digest = (...parts) => new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest());
const bytes = (text: string) => new TextEncoder().encode(text);

function chainOf(sizes: readonly number[]): SealedLink[] {
  let previous = beginWalk(digest).lastHash;
  let next = 1n;
  return sizes.map((entries, at) => {
    const [fromEntry, toEntry] = [next, next + BigInt(entries) - 1n];
    next = toEntry + 1n;
    const text = JSON.stringify([at + 1, 1, 700 + at, Number(fromEntry), Number(toEntry), entries]);
    const content = digest(bytes(`entries of ${at}`));
    previous = digest(previous, bytes(text), content);
    return {
      id: BigInt(at + 1),
      era: 1,
      fromEntry,
      toEntry,
      entries,
      present: entries,
      text,
      digest: content,
      hash: previous,
      sealedAtMs: 1_000 * at,
    };
  });
}

function judge(links: readonly SealedLink[]): Problem[] {
  let walk = beginWalk(digest);
  return links.flatMap((link) => {
    const judged = judgeLink(walk, link, digest);
    walk = judged.walk;
    return [...judged.problems];
  });
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });

describe('the chain', () => {
  it('[G9] a sound chain has no problem, and its head is its last link', () => {
    fc.assert(
      fc.property(sizes, (list) => {
        const links = chainOf(list);
        expect(judge(links)).toEqual([]);
        const last = links.at(-1);
        if (last)
          expect(
            judgeHead({ lastId: last.id, lastEra: 1, lastHash: last.hash, lastSealedAtMs: 0 }, { linkId: last.id, hash: last.hash }),
          ).toEqual([]);
      }),
    );
  });

  it('[G9] any one changed link or content is named, and only there', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom('digest', 'text', 'present'), (list, pick, what) => {
        const links = chainOf(list);
        const at = pick % links.length;
        const link = links[at] as SealedLink;
        const changed = {
          ...link,
          ...(what === 'digest'
            ? { digest: digest(bytes('other')) }
            : what === 'text'
              ? { text: `${link.text} ` }
              : { present: link.present + 1, digest: digest(bytes('more')) }),
        };
        expect(judge(links.with(at, changed)).map((problem) => problem.link)).toEqual([String(at + 1)]);
      }),
    );
  });

  it('[G9] a link taken out is missed at its place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 30 }), fc.nat(), (list, pick) => {
        const at = 1 + (pick % (list.length - 2));
        expect(judge(chainOf(list).toSpliced(at, 1))[0]?.message).toBe(`link ${at + 1} is missing before link ${at + 2}`);
      }),
    );
  });

  it('[G9] a chain without its end is missed at the head', () => {
    const links = chainOf([1, 2, 3]);
    const second = links[1] as SealedLink;
    expect(
      judgeHead(
        { lastId: 2n, lastEra: 1, lastHash: second.hash, lastSealedAtMs: 0 },
        { linkId: 3n, hash: links[2]?.hash ?? second.hash },
      )[0]?.message,
    ).toBe('link 3 is missing at the end of the chain');
  });

  it('[G9] an era that runs backwards and an entry too many are named, whatever else fits', () => {
    const links = chainOf([1, 2, 3]);
    const [first, second, third] = links as [SealedLink, SealedLink, SealedLink];
    const later = judge([first, { ...second, era: 2 }, { ...third, era: 2 }]);
    expect(later.filter(({ message }) => /earlier era/.test(message))).toEqual([]);
    expect(judge([first, { ...second, era: 2 }, third]).map(({ message }) => message)).toEqual([
      expect.stringMatching(/link 3 belongs to an earlier era \(1\)/),
    ]);
    expect(judge([first, { ...second, present: 3 }, third])[0]?.message).toMatch(/sealed over 2 .* and 3 are there/);
  });

  it('[G9] a head that lags behind its chain is named, even with the right hash', () => {
    const hash = digest(bytes('the last link'));
    const walk = { lastId: 3n, lastEra: 1, lastHash: hash, lastSealedAtMs: 0 };
    expect(judgeHead(walk, { linkId: 2n, hash })[0]?.message).toMatch(/head of the chain \(link 2\) is not its last link \(3\)/);
    expect(judgeHead(walk, { linkId: 3n, hash })).toEqual([]);
  });
});
