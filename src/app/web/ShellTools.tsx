// What stands over the navigation: the field that opens the palette, and the keys that open it from anywhere.
import { useEffect, useState } from 'react';
import { Bell } from '#notifications/web';
import { Icon, lazyPart, preloadParts, type NavEntry } from '#ui';
import { opensPalette, opensShortcuts } from './shell-keys.ts';
import classes from './ShellTools.module.css';
import { useWebWords } from './web-words.ts';

const Palette = lazyPart(() => import('./palette/Palette.tsx'), 'Palette');
const Shortcuts = lazyPart(() => import('./palette/Shortcuts.tsx'), 'Shortcuts');

export interface ShellToolsProps {
  readonly places: readonly NavEntry[];
  readonly personId: string;
}

/** The search field as a button; the palette itself is loaded when first opened. */
export function ShellTools({ places, personId }: ShellToolsProps) {
  const words = useWebWords();
  const [opened, setOpened] = useState<'palette' | 'shortcuts'>();
  useEffect(() => {
    // After the page itself, so that the first letters typed into the palette find it there.
    const timer = setTimeout(() => preloadParts([Palette]), 1_500);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const next = opensPalette(event) ? 'palette' : opensShortcuts(event) ? 'shortcuts' : undefined;
      if (!next || document.querySelector('[role="dialog"], dialog[open]')) return;
      event.preventDefault();
      setOpened(next);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const close = () => setOpened(undefined);
  return (
    <div className={classes.tools}>
      <button type="button" className={classes.search} aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpened('palette')}>
        <Icon name="search" />
        <span className={classes.word}>{words('search')}</span>
        <kbd className={classes.key} aria-hidden>
          {words('searchKey')}
        </kbd>
      </button>
      <Bell />
      {opened === 'palette' && <Palette places={places} personId={personId} onClose={close} onShortcuts={() => setOpened('shortcuts')} />}
      {opened === 'shortcuts' && <Shortcuts onClose={close} />}
    </div>
  );
}
