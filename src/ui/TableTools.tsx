// What stands over a list: finding, columns with their conditions, kept views, and downloads.
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useDisclosure } from './disclosure.ts';
import { Icon, type IconName } from './Icon.tsx';
import { isTyping } from './is-typing.ts';
import { SavedViews } from './SavedViews.tsx';
import classes from './TableTools.module.css';
import type { TableView } from './table-view.ts';
import { useTableWords } from './table-words.ts';

/** What the tools have to know of a column. */
export interface ToolColumn {
  readonly key: string;
  readonly header: string;
  readonly isSortable: boolean;
  /** Has values that can be looked for; a column of buttons has none. */
  readonly hasValues: boolean;
}

export interface TableToolsProps {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly ToolColumn[];
  readonly view: TableView;
  readonly onChange: (part: Partial<TableView>) => void;
  readonly shown: number;
  readonly total: number;
  /** Moves the focus into the rows. */
  readonly onEnterRows: () => void;
  readonly onDownload: (format: 'csv' | 'xlsx') => void;
}

/** The row of tools. */
export function TableTools(props: TableToolsProps) {
  const { name, view, onChange, shown, total, onDownload } = props;
  const words = useTableWords();
  const counted = shown === total ? words('rows', { count: total }) : words('rowsFound', { shown, count: total });
  return (
    <div className={classes.tools}>
      <Finder {...props} />
      <ToolPanel label={words('columns')} icon="settings">
        {() => <ColumnChoices {...props} />}
      </ToolPanel>
      <ToolPanel label={words('views')} icon="list">
        {(close) => <SavedViews name={name} view={view} onChange={onChange} onClose={close} />}
      </ToolPanel>
      <ToolPanel label={words('downloadRows')} icon="download">
        {(close) =>
          (['csv', 'xlsx'] as const).map((format) => (
            <button
              key={format}
              type="button"
              className={classes.item}
              onClick={() => {
                onDownload(format);
                close();
              }}
            >
              {words(`download${format}`)}
            </button>
          ))
        }
      </ToolPanel>
      <output className={classes.count}>{counted}</output>
    </div>
  );
}

function Finder({ label, view, onChange, onEnterRows }: TableToolsProps) {
  const words = useTableWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') onEnterRows();
    else if (event.key === 'Escape' && view.find !== '') onChange({ find: '' });
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.finder}>
      <Icon name="search" size={14} />
      <input
        ref={input}
        type="search"
        aria-label={words('findIn', { table: label })}
        aria-keyshortcuts="/"
        placeholder={words('find')}
        value={view.find}
        onChange={(event) => onChange({ find: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      {view.find === '' && <kbd aria-hidden>/</kbd>}
    </div>
  );
}

interface ToolPanelProps {
  readonly label: string;
  readonly icon: IconName;
  readonly children: (close: () => void) => ReactNode;
}

function ToolPanel({ label, icon, children }: ToolPanelProps) {
  const { opened, toggle, close, place, button } = useDisclosure();
  const id = useId();
  return (
    <div ref={place} className={classes.place}>
      <Button
        ref={button}
        variant="default"
        size="xs"
        leftSection={<Icon name={icon} size={14} />}
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        onClick={toggle}
      >
        {label}
      </Button>
      {opened && (
        <fieldset id={id} className={classes.panel}>
          <legend className="sw-hidden">{label}</legend>
          {children(close)}
        </fieldset>
      )}
    </div>
  );
}

function ColumnChoices({ columns, view, onChange }: TableToolsProps) {
  const words = useTableWords();
  const [sortId, hintId] = [useId(), useId()];
  const shownCount = columns.filter(({ key }) => !view.hidden.includes(key)).length;
  const hide = (key: string, isShown: boolean) =>
    onChange({ hidden: isShown ? view.hidden.filter((each) => each !== key) : [...view.hidden, key] });
  const orders = columns.filter(({ isSortable }) => isSortable);
  const [typed, setTyped] = useState(view.conditions);
  return (
    <>
      {columns.map(({ key, header, hasValues }) => {
        const isShown = !view.hidden.includes(key);
        return (
          <div key={key} className={classes.choice}>
            <label>
              <input type="checkbox" checked={isShown} disabled={isShown && shownCount === 1} onChange={() => hide(key, !isShown)} />
              {header}
            </label>
            {hasValues && (
              <input
                type="text"
                aria-label={words('condition', { column: header })}
                aria-describedby={hintId}
                value={typed[key] ?? ''}
                onChange={(event) => {
                  const next = { ...typed, [key]: event.currentTarget.value };
                  setTyped(next);
                  onChange({ conditions: next });
                }}
              />
            )}
          </div>
        );
      })}
      <p id={hintId} className={classes.hint}>
        {words('conditionHint')}
      </p>
      {orders.length > 0 && (
        <div className={classes.choice}>
          <label htmlFor={sortId}>{words('orderBy')}</label>
          <select
            id={sortId}
            value={view.sort ? `${view.sort.direction} ${view.sort.column}` : ''}
            onChange={(event) => {
              const [direction, column] = event.currentTarget.value.split(' ');
              onChange({ sort: column ? { column, direction: direction === 'down' ? 'down' : 'up' } : undefined });
            }}
          >
            <option value="">{words('asGiven')}</option>
            {orders.flatMap(({ key, header }) => [
              <option key={`up ${key}`} value={`up ${key}`}>{`${header} ↑`}</option>,
              <option key={`down ${key}`} value={`down ${key}`}>{`${header} ↓`}</option>,
            ])}
          </select>
        </div>
      )}
    </>
  );
}
