// The kept views of a table: choose one, keep the present one under a name, forget one.
import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useSavedViews } from './saved-views.ts';
import classes from './TableTools.module.css';
import type { TableView } from './table-view.ts';
import { useTableWords } from './table-words.ts';

export interface SavedViewsProps {
  readonly name: string;
  readonly view: TableView;
  readonly onChange: (part: Partial<TableView>) => void;
  readonly onClose: () => void;
}

/** The content of the panel. */
export function SavedViews({ name: table, view, onChange, onClose }: SavedViewsProps) {
  const words = useTableWords();
  const id = useId();
  const { views, save, forget } = useSavedViews(table);
  const [name, setName] = useState('');
  const keep = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    save({ name: name.trim(), view });
    setName('');
  };
  return (
    <>
      {views.length === 0 && <p className={classes.hint}>{words('noViews')}</p>}
      {views.map((each) => (
        <div key={each.name} className={classes.kept}>
          <button
            type="button"
            className={classes.item}
            onClick={() => {
              onChange({ ...each.view, sort: each.view.sort });
              onClose();
            }}
          >
            {each.name}
          </button>
          <button
            type="button"
            className={classes.forget}
            aria-label={words('forgetView', { name: each.name })}
            onClick={() => forget(each.name)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      <form className={classes.keep} onSubmit={keep}>
        <label htmlFor={id}>{words('viewName')}</label>
        <input id={id} type="text" maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" size="xs" variant="default">
          {words('keepView')}
        </Button>
      </form>
    </>
  );
}
