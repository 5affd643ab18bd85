// Values under wrapped keys: they open in their place, under their key, unchanged, or not at all.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CipherError, openCipher } from './cipher.ts';

const keyOf = (version: number) => ({ version, key: randomBytes(32) });
const [first, second, blindIndexKey] = [keyOf(1), keyOf(2), randomBytes(32)];
const cipher = openCipher({ keyEncryptionKeys: [first], blindIndexKey });
const [owner, place] = [
  ['person', 'p1'],
  ['identity', 'p1', 'name', '1'],
];

describe('encryption of single values', () => {
  it('[A7] any text comes back from its own place', () => {
    const key = cipher.newKey(owner);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => cipher.open(key, owner, place, cipher.seal(key, owner, place, text)) === text),
    );
  });

  it('a value moved to another field, person or version does not open', () => {
    const key = cipher.newKey(owner);
    const sealed = cipher.seal(key, owner, place, 'Rosa Delgado');
    for (const other of [
      ['identity', 'p1', 'phone', '1'],
      ['identity', 'p2', 'name', '1'],
      ['identity', 'p1', 'name', '2'],
      ['identity', 'p1name', '1'],
    ])
      expect(() => cipher.open(key, owner, other, sealed)).toThrow(CipherError);
    expect(() => cipher.open(key, ['person', 'p2'], place, sealed)).toThrow(CipherError);
  });

  it('no single changed bit opens', () => {
    const key = cipher.newKey(owner);
    const sealed = cipher.seal(key, owner, place, 'x');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cipher.open(key, owner, place, changed)).toThrow(CipherError);
    }
    expect(() => cipher.open(key, owner, place, sealed.subarray(0, 20))).toThrow(CipherError);
  });

  it('another key-encryption key, or one that is gone, refuses', () => {
    const key = cipher.newKey(owner);
    const sealed = cipher.seal(key, owner, place, 'x');
    const stranger = openCipher({ keyEncryptionKeys: [keyOf(1)], blindIndexKey });
    expect(() => stranger.open(key, owner, place, sealed)).toThrow(CipherError);
    expect(() => openCipher({ keyEncryptionKeys: [second], blindIndexKey }).open(key, owner, place, sealed)).toThrow(
      'key version 1 is not among',
    );
  });

  it('a key is wrapped anew and the old key-encryption key can go', () => {
    const key = cipher.newKey(owner);
    const sealed = cipher.seal(key, owner, place, 'Rosa');
    const both = openCipher({ keyEncryptionKeys: [first, second], blindIndexKey });
    const rewrapped = both.rewrap(key, owner);
    expect(rewrapped.version).toBe(2);
    expect(openCipher({ keyEncryptionKeys: [second], blindIndexKey }).open(rewrapped, owner, place, sealed)).toBe('Rosa');
    expect(() => cipher.open(rewrapped, owner, place, sealed)).toThrow(CipherError);
    expect(() => cipher.open({ ...rewrapped, version: 1 }, owner, place, sealed)).toThrow(CipherError);
  });

  it('10,000 encryptions repeat no nonce', () => {
    const key = cipher.newKey(owner);
    const nonces = new Set(
      Array.from({ length: 10_000 }, () => Buffer.from(cipher.seal(key, owner, place, 'x').subarray(0, 12)).toString('hex')),
    );
    expect(nonces.size).toBe(10_000);
  });

  it('digests agree for equal values of one kind only, and depend on the key', () => {
    expect(cipher.digest('name', 'rosa')).toEqual(cipher.digest('name', 'rosa'));
    expect(cipher.digest('name', 'rosa')).not.toEqual(cipher.digest('email', 'rosa'));
    expect(openCipher({ keyEncryptionKeys: [first], blindIndexKey: randomBytes(32) }).digest('name', 'rosa')).not.toEqual(
      cipher.digest('name', 'rosa'),
    );
  });

  it('keys of a wrong length or a version twice are refused', () => {
    expect(() => openCipher({ keyEncryptionKeys: [{ version: 1, key: randomBytes(16) }], blindIndexKey })).toThrow(CipherError);
    expect(() => openCipher({ keyEncryptionKeys: [keyOf(1), keyOf(1)], blindIndexKey })).toThrow(CipherError);
    expect(() => openCipher({ keyEncryptionKeys: [], blindIndexKey })).toThrow(CipherError);
  });
});
