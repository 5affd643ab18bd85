// Whether a key belongs to a field in which somebody types, so that no shortcut may take it.

/** Whether the target of a keyboard event is a field, or lies in text that can be edited. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])') !== null;
}
