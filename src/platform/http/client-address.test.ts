// Whose word about a caller's address counts.
import { describe, expect, it } from 'vitest';
import { clientAddress, trustedProxies } from './client-address.ts';

const nobody = () => false;

describe('[ACC-12] the client’s address', () => {
  it('is the socket’s other end where no proxy is trusted, whatever a header says', () => {
    expect(clientAddress('198.51.100.7', '203.0.113.9', nobody)).toBe('198.51.100.7');
    expect(clientAddress('::ffff:198.51.100.7', null, nobody)).toBe('198.51.100.7');
    expect(clientAddress(undefined, '203.0.113.9', nobody)).toBe('unknown');
  });

  it('is read from the right for as long as a trusted proxy speaks', () => {
    const trusts = trustedProxies('10.1.0.0/16, 2001:db8::/32, 127.0.0.1');
    expect(clientAddress('10.1.2.3', '203.0.113.9', trusts)).toBe('203.0.113.9');
    expect(clientAddress('127.0.0.1', 'invented, 203.0.113.9, 10.1.9.9', trusts)).toBe('203.0.113.9');
    expect(clientAddress('10.1.2.3', '203.0.113.9, 198.51.100.1', trusts)).toBe('198.51.100.1');
    expect(clientAddress('2001:db8::1', '[2001:dba::5]:443', trusts)).toBe('2001:dba::5');
    expect(clientAddress('::ffff:10.1.2.3', '203.0.113.9:5000', trusts)).toBe('203.0.113.9');
    expect(clientAddress('10.2.0.1', '203.0.113.9', trusts)).toBe('10.2.0.1');
  });

  it('stays the proxy’s where it says nothing or nonsense', () => {
    const trusts = trustedProxies('10.1.2.3');
    expect(clientAddress('10.1.2.3', null, trusts)).toBe('10.1.2.3');
    expect(clientAddress('10.1.2.3', 'unknown', trusts)).toBe('10.1.2.3');
    expect(clientAddress('10.1.2.3', '203.0.113.9, ', trusts)).toBe('10.1.2.3');
  });

  it.each(['proxy.example', '10.0.0.0/33', '::1/129', '10.0.0.1,', '10.0.0.0/8/8', '10.0.0.0/x', '1.2.3'])(
    'refuses the list %s',
    (text) => {
      expect(() => trustedProxies(text)).toThrow(RangeError);
    },
  );
});
