// Which keys belong to the frame around every page, and not to the field in which somebody types.
import { isTyping } from '#ui';

/** The parts of a keyboard event that decide. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'isComposing'>;

/** Ctrl or Cmd with K, anywhere. */
export function opensPalette({ key, ctrlKey, metaKey, altKey, isComposing }: Pressed): boolean {
  return !altKey && !isComposing && ctrlKey !== metaKey && key.toLowerCase() === 'k';
}

/** A question mark outside of fields. */
export function opensShortcuts({ key, ctrlKey, metaKey, altKey, target }: Pressed): boolean {
  return key === '?' && !ctrlKey && !metaKey && !altKey && !isTyping(target);
}
