// What a person opened lately, kept on the device under their id: addresses, numbers and codes, never anybody's name.
import type { PaletteItem } from './palette-items.ts';

const most = 8;
const keyOf = (personId: string): string => `recent.${personId}`;

function isItem(value: unknown): value is PaletteItem {
  const { key, label, place, to } = (value ?? {}) as Record<string, unknown>;
  return [key, label, place, to].every((part) => typeof part === 'string');
}

/** The records opened lately, the latest first; nothing where the device keeps nothing or something else. */
export function recentPlaces(personId: string): PaletteItem[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isItem) : [];
  } catch {
    return [];
  }
}

/** Puts a record first among those opened lately. People of the network are left out: their names do not stay on a device. */
export function rememberPlace(personId: string, item: PaletteItem): void {
  if (item.group === 'action' || item.group === 'page' || item.group === 'person' || item.at || item.to?.includes('?')) return;
  const others = recentPlaces(personId).filter(({ key }) => key !== item.key);
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify([item, ...others].slice(0, most)));
  } catch {
    // A device that keeps nothing has no recent places.
  }
}
