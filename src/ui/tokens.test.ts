// Text must be readable on every surface it stands on, in light and dark.
import { describe, expect, it } from 'vitest';
import { contrast, dark, light, tones } from './tokens.ts';

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s palette', (_name, palette) => {
  const surfaces = ['canvas', 'sunken', 'raised', 'hover', 'selected'] as const;

  it.each(surfaces)('keeps text, quiet text and links at 4.5:1 on %s', (surface) => {
    for (const ink of ['text', 'dim', 'accent'] as const) {
      expect(contrast(palette[ink], palette[surface]), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(tones)('keeps the word of status "%s" at 4.5:1 on its tint and on every surface', (tone) => {
    for (const surface of [`${tone}-tint`, ...surfaces] as const) {
      expect(contrast(palette[tone], palette[surface as 'canvas']), `${tone} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps the words on the primary button at 4.5:1, at rest and under the pointer', () => {
    expect(contrast(palette['on-accent'], palette['accent-fill'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette['on-accent'], palette['accent-hover'])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['outline', 'chart-1', 'context'] as const)('keeps the mark "%s" of fields and charts at 3:1', (mark) => {
    expect(contrast(palette[mark], palette.canvas)).toBeGreaterThanOrEqual(3);
  });
});

describe('contrast', () => {
  it('gives 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#2f5bd3', '#2f5bd3')).toBe(1);
  });
});
