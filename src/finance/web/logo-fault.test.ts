// Files that are chosen as the logo, before they are sent.
import { describe, expect, it } from 'vitest';
import { fileUses } from '../../files/rules.ts';
import { logoFault, logoTypes } from './logo-fault.ts';

describe('a file chosen as the logo', () => {
  it('is refused in words by its type and its size, by the same limits as the server', () => {
    const { sends, maxBytes } = fileUses.logo;
    expect(logoTypes).toEqual(sends);
    expect(sends.map((type) => logoFault({ type, size: maxBytes }))).toEqual([undefined, undefined]);
    expect(logoFault({ type: 'image/png', size: maxBytes + 1 })).toBe('logoSize');
    expect(logoFault({ type: 'image/svg+xml', size: 10 })).toBe('logoType');
    expect(logoFault({ type: '', size: 10 })).toBe('logoType');
  });
});
