// Values of an identity: what is refused, and which spellings are the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptValue, normalised } from './rules.ts';

describe('values of an identity', () => {
  it.each([
    ['name', ' Rosa  DELGADO ', 'rosa delgado'],
    ['name', 'Ｒosa\u00a0Delgado', 'rosa delgado'],
    ['phone', '+1 (312) 555-0100', '13125550100'],
    ['phone', '001 312 555 0100', '13125550100'],
    ['email', ' Rosa@Example.ORG ', 'rosa@example.org'],
    ['birth-date', '1960-02-29', '1960-02-29'],
    ['identifier', 'mrn 12-34 a', 'mrn12-34a'],
  ] as const)('%s %j is found as %j', (field, value, found) => {
    expect(normalised(field, value)).toBe(found);
  });

  it('evening out a spelling twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.constantFrom('name', 'email', 'identifier'), fc.string({ unit: 'grapheme' }), (field, value) => {
        const once = normalised(field, value);
        expect(normalised(field, once)).toBe(once);
      }),
    );
  });

  it.each([
    ['name', '  ', 'identity-empty'],
    ['name', 'x'.repeat(201), 'identity-too-long'],
    ['name', 'Rosa\u202eogled', 'identity-unprintable'],
    ['birth-date', '1961-02-29', 'birth-date-invalid'],
    ['birth-date', '29.02.1960', 'birth-date-invalid'],
    ['phone', 'none', 'phone-invalid'],
    ['email', 'rosa at example', 'email-invalid'],
  ] as const)('%s %j is refused as %s, and the refusal does not repeat it', (field, value, refusal) => {
    const outcome = acceptValue(field, value);
    expect(outcome).toMatchObject({ ok: false, refusal });
    if (value.trim() !== '') expect(JSON.stringify(outcome)).not.toContain(value.trim());
  });
});
