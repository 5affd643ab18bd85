// The command palette: one field to any record, page and action; arrows choose, Enter opens, Escape closes.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { deskContract } from '#desk/contract';
import { createApi, Icon, Problem, useGo, useSession, useSettled, type NavEntry } from '#ui';
import { itemOf, openActions, paletteGroups, sitesFor, type AtSite, type PaletteItem } from './palette-items.ts';
import classes from './palette.module.css';
import { PaletteList } from './PaletteList.tsx';
import { usePaletteWords } from './palette-words.ts';
import { recentPlaces, rememberPlace } from './recent-places.ts';

const { desk } = createApi({ desk: deskContract }).query;
const waitMs = 120;

export interface PaletteProps {
  /** The places of the person's navigation. */
  readonly places: readonly NavEntry[];
  readonly personId: string;
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

function useGroups(typed: string, at: AtSite | undefined, { places, personId }: PaletteProps) {
  const say = usePaletteWords();
  const { permissions } = useSession();
  const settled = useSettled(typed, waitMs);
  const search = useQuery({
    ...desk.search.queryOptions({ input: { query: { typed: settled.trim(), ...(at ? { only: 'study-site' as const } : {}) } } }),
    enabled: at !== undefined || settled.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const isWaiting = typed !== settled || search.isFetching;
  const [recent] = useState(() => recentPlaces(personId));
  const things = typed.trim() === '' && !at ? [] : (search.data ?? []);
  const pages = places.map(({ to, label, icon }): PaletteItem => ({ key: to, group: 'page', icon, label, place: '', to }));
  const groups = at
    ? paletteGroups(
        typed,
        [],
        sitesFor(at, things, (site) => say(`${at}At`, { site })),
      )
    : paletteGroups(typed, recent, [...openActions(permissions, say), ...pages, ...things.map(itemOf)]);
  return { say, groups, isWaiting, error: search.error, retry: () => void search.refetch() };
}

/** Lays the dialog over the page; a press beside it closes it. */
function useShown(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    const onPress = (event: MouseEvent) => event.target === shown && close.current();
    shown?.addEventListener('click', onPress);
    return () => shown?.removeEventListener('click', onPress);
  }, [dialog]);
}

/** The palette over the page; drawn only while it is open. */
export function Palette(props: PaletteProps) {
  const { personId, onClose, onShortcuts } = props;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<AtSite>();
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const go = useGo();
  const { say, groups, isWaiting, error, retry } = useGroups(typed, at, props);
  const items = groups.flatMap((group) => group.items);
  const index = Math.min(chosen, items.length - 1);
  useShown(dialog, onClose);

  const turnTo = (next: AtSite | undefined) => {
    setAt(next);
    setTyped('');
    setChosen(0);
  };
  const open = (item: PaletteItem) => {
    if (item.at) return turnTo(item.at);
    rememberPlace(personId, item);
    onClose();
    if (item.shortcuts) onShortcuts();
    else if (item.to) go(item.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 8, PageUp: index - 8 };
    const moved = moves[event.key];
    const item = items[index];
    if (moved !== undefined && items.length > 0) setChosen(stepped(moved, items.length, event.key));
    else if (event.key === 'Enter' && item && !event.nativeEvent.isComposing) open(item);
    else if (event.key === 'Backspace' && typed === '' && at) turnTo(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className={classes.dialog} aria-label={say('title')} onClose={onClose}>
      <div className={classes.head}>
        <Icon name="search" />
        {at && (
          <button type="button" className={classes.chip} onClick={() => turnTo(undefined)} title={say('leave')}>
            {say(`action.${at}`)}
            <Icon name="close" size={12} />
          </button>
        )}
        <input
          className={classes.field}
          type="text"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? `${listId}-${index}` : undefined}
          aria-label={say(at ? 'at' : 'field')}
          placeholder={say(at ? 'at' : 'field')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maxLength={80}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {error ? <Problem error={error} onRetry={retry} /> : null}
      <PaletteList id={listId} groups={groups} index={index} onPoint={setChosen} onOpen={open} />
      {items.length === 0 && !error && <Nothing typed={typed} isWaiting={isWaiting} />}
      <p className={classes.foot}>{say('keys')}</p>
      <output className="sw-hidden" aria-live="polite">
        {isWaiting ? '' : say('count', { count: items.length })}
      </output>
    </dialog>
  );
}

/** The next line: an arrow goes round at the ends, a page stops there. */
function stepped(moved: number, count: number, key: string): number {
  return key.startsWith('Arrow') ? (moved + count) % count : Math.min(count - 1, Math.max(0, moved));
}

function Nothing({ typed, isWaiting }: { readonly typed: string; readonly isWaiting: boolean }) {
  const say = usePaletteWords();
  if (isWaiting) return <p className={classes.nothing}>{say('looking')}</p>;
  return (
    <div className={classes.nothing}>
      <p>{typed.trim() === '' ? say('nothingYet') : say('none', { typed: typed.trim() })}</p>
      <p className={classes.quiet}>{say('noneNext')}</p>
    </div>
  );
}
