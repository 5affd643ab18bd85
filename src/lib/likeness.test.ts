// Typed letters against names: what fits, what does not, and which fits better.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, likePatterns, ranked } from './likeness.ts';

const sites = [
  ['NLX-301', 'Austin Clinical Research'],
  ['NLX-301', 'Hospital Clínic, Barcelona'],
  ['VTR-118', 'Osaka Bay Clinic'],
] as const;
const find = (typed: string) => ranked(typed, sites, (names) => names).map(([, name]) => name);

const fits = (pattern: string, text: string) => {
  const source = pattern.replaceAll(/\\(.)|%|./gsu, (all, escaped?: string) =>
    all === '%' ? '[^]*' : (escaped ?? all).replace(/[.*+?^${}()|[\]\\/]/, String.raw`\$&`),
  );
  return new RegExp(`^${source}$`, 'u').test(text);
};

describe('likeness', () => {
  it('finds without accents, in any order of words, and with letters left out', () => {
    expect(find('clinic barcel')).toEqual(['Hospital Clínic, Barcelona']);
    expect(find('austin nlx')).toEqual(['Austin Clinical Research']);
    expect(find('osk')).toEqual(['Osaka Bay Clinic']);
    for (const typed of ['zzz', 'acr', 'ocy']) expect(find(typed)).toEqual([]);
  });
  it('puts what begins so before what holds it somewhere, and both before scattered letters', () => {
    expect(find('clinic')[0]).not.toBe('Osaka');
    expect(likeness('101-007', ['101-007'])).toBe(100);
    const points = ['aus', 'cli', 'nical', 'astn'].map((typed) => likeness(typed, ['Austin Clinical Research']) ?? -1);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(new Set(points).size).toBe(4);
  });
  it('nothing typed fits everything', () => expect(find('  ')).toHaveLength(3));
  it('whatever fits also fits the patterns that a database filters by', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 12 }), (typed, name) => {
        const text = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
        fc.pre(likeness(typed, [name]) !== null);
        return likePatterns(typed).every((pattern) => fits(pattern, text));
      }),
      { examples: [['-', '101-007']] },
    );
  });
});
