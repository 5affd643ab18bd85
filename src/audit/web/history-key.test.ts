// The key that opens a history.
import { describe, expect, it } from 'vitest';
import { opensHistory, type Pressed } from './history-key.ts';

const pressed = (over: Partial<Pressed> = {}): Pressed => ({
  key: 'h',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  target: null,
  ...over,
});
const inside = (found: boolean) => ({ closest: () => (found ? {} : null) }) as unknown as EventTarget;

describe('the key of a history', () => {
  it('is a bare H on the page', () => {
    expect(opensHistory(pressed())).toBe(true);
    expect(opensHistory(pressed({ target: inside(false) }))).toBe(true);
  });

  it('is left to the browser with Ctrl, and to a field in which somebody types', () => {
    expect(opensHistory(pressed({ ctrlKey: true }))).toBe(false);
    expect(opensHistory(pressed({ shiftKey: true, key: 'H' }))).toBe(false);
    expect(opensHistory(pressed({ isComposing: true }))).toBe(false);
    expect(opensHistory(pressed({ target: inside(true) }))).toBe(false);
  });
});
