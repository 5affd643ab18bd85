// Canonical JSON: one text per content, and another content is another text.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canonical, canonicalJson } from '../rules.ts';

const content: fc.Arbitrary<Canonical> = fc.letrec<{ any: Canonical }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 5 }),
  ),
})).any;
const sha256 = (value: Canonical) => createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');

function isObject(value: Canonical): value is { readonly [key: string]: Canonical } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function turned(value: Canonical): Canonical {
  if (Array.isArray(value)) return (value as readonly Canonical[]).map(turned);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

/** Every content that differs from this one in a single place. */
function* changed(value: Canonical): Generator<Canonical> {
  yield isObject(value) || Array.isArray(value) ? 'another' : value === 'another' ? 'a third' : 'another';
  if (Array.isArray(value)) {
    const list = value as readonly Canonical[];
    yield [...list, null];
    for (const [at, inner] of list.entries()) for (const other of changed(inner)) yield list.with(at, other);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      for (const other of changed(inner)) yield { ...value, [key]: other };
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    }
  }
}

describe('a content and its digest', () => {
  it('[SIG-04] the order in which keys were written changes nothing', () => {
    fc.assert(fc.property(content, (value) => canonicalJson(value) === canonicalJson(turned(value))));
  });

  it('[SIG-04] any single change changes the digest', () => {
    fc.assert(
      fc.property(content, (value) => {
        const before = sha256(value);
        for (const other of changed(value)) if (sha256(other) === before) return false;
        return true;
      }),
      { numRuns: 200 },
    );
  });

  it('reads back as the same content', () => {
    fc.assert(
      fc.property(content, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)) as Canonical)).toBe(canonicalJson(value));
      }),
    );
  });

  it('is written without blanks, keys in the order of their letters', () => {
    expect(canonicalJson({ b: [1, true, null], a: { z: 'é"', y: -0 } })).toBe('{"a":{"y":0,"z":"é\\""},"b":[1,true,null]}');
  });

  it.each([
    ['a fraction', 0.5],
    ['a number that is not exact', 2 ** 53],
    ['not a number', Number.NaN],
    ['nothing at all', undefined as unknown as Canonical],
  ])('%s has no single form and is refused', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(/content holds/);
  });
});
