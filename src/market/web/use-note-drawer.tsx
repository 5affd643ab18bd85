// Which note is being written on a page, and its drawer.
import { useState, type ReactNode } from 'react';
import { NoteDrawer } from './NoteDrawer.tsx';
import type { NotePlace } from './typed-note.ts';

/** Opens the drawer for a place, and the drawer while one is open. */
export function useNoteDrawer(): readonly [write: (place: NotePlace, text: string) => void, drawer: ReactNode] {
  const [open, setOpen] = useState<{ readonly place: NotePlace; readonly text: string } | null>(null);
  const key = open && `${open.place.section} ${open.place.note?.id} ${open.place.withdraws}`;
  const drawer = open && <NoteDrawer key={key} place={open.place} text={open.text} onClose={() => setOpen(null)} />;
  return [(place, text) => setOpen({ place, text }), drawer];
}
