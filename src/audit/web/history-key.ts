// Which key opens the history of the record on the page.

/** The parts of a keyboard event that decide. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target' | 'isComposing'>;

/** A bare H outside of fields and of anything that takes letters itself. */
export function opensHistory({ key, ctrlKey, metaKey, altKey, shiftKey, target, isComposing }: Pressed): boolean {
  if (key !== 'h' || ctrlKey || metaKey || altKey || shiftKey || isComposing) return false;
  const place = target as { closest?: (selector: string) => unknown } | null;
  return !place?.closest?.('input, textarea, select, [contenteditable="true"], [role="grid"], [role="listbox"], [role="menu"]');
}
