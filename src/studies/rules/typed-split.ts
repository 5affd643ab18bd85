// A day and its window typed into one cell: "Day 29 ±3", "D29 (-3/+5 d)".
import { type TypedWindow, readWhen, readWindow } from './typed-timing.ts';

const TAIL = /^(.*?[\p{L}\p{N}])[\s,;]*(\((?:±|\+|-|−|–).*\)|(?:±|\+\s*\/\s*[-−–]|[-−–]\s*\d+[^/]*\/).*)$/u;

/** The text of the day, and the window that stood behind it, if one did. */
export function splitWhen(text: string): { readonly when: string; readonly window: TypedWindow | null } {
  if (text.length > 160 || readWhen(text).ok) return { when: text, window: null };
  const [, when, tail] = TAIL.exec(text.trim()) ?? [];
  const window = tail === undefined ? null : readWindow(tail);
  return when !== undefined && window?.ok ? { when, window: window.value } : { when: text, window: null };
}
