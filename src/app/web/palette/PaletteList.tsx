// The lines of the palette under their headings; the field keeps the focus and names the chosen line.
import { useEffect, useRef } from 'react';
import { Icon } from '#ui';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';
import classes from './palette.module.css';
import { usePaletteWords } from './palette-words.ts';

export interface PaletteListProps {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  /** The chosen line, counted over all groups. */
  readonly index: number;
  readonly onPoint: (index: number) => void;
  readonly onOpen: (item: PaletteItem) => void;
}

/** A list box; always there, so that the field always controls something. */
export function PaletteList({ id, groups, index, onPoint, onOpen }: PaletteListProps) {
  const say = usePaletteWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index, groups]);
  let count = 0;
  return (
    <div ref={list} id={id} role="listbox" aria-label={say('results')} className={classes.list} data-empty={groups.length === 0}>
      {groups.map(({ name, items }) => (
        <div key={name} role="group" aria-label={say(`group.${name}`)}>
          <div className={classes.heading} aria-hidden>
            {say(`group.${name}`)}
          </div>
          {items.map((item) => {
            const at = count++;
            return (
              <button
                type="button"
                tabIndex={-1}
                key={item.key}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === index}
                className={classes.item}
                onMouseMove={() => at !== index && onPoint(at)}
                onClick={() => onOpen(item)}
              >
                <Icon name={item.icon} />
                <span className={classes.label}>{item.label}</span>
                {item.place && <span className={classes.quiet}>{item.place}</span>}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
