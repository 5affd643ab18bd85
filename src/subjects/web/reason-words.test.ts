// Reasons of the life cycle in words.
import { describe, expect, it } from 'vitest';
import { reasonInWords } from './reason-words.ts';

const say = (key: string) => `<${key}>`;

describe('the reason of a step', () => {
  it('is told in words where the program made the step', () => {
    expect(reasonInWords('implied by first-dose', say)).toBe('<impliedBy.firstDose>');
    expect(reasonInWords('implied by randomised', say)).toBe('<impliedBy.randomised>');
  });
  it('stands as it was written by a person', () => {
    expect(reasonInWords('moved away', say)).toBe('moved away');
  });
});
