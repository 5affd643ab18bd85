// The kept views of a table: choose one, keep the present one under a name, open with one, forget one.
import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Problem } from './Problem.tsx';
import { refusalInWords } from './refusal-words.ts';
import { useSavedViews, type SavedView } from './saved-views.ts';
import classes from './TableTools.module.css';
import type { TableView } from './table-view.ts';
import { useTableWords } from './table-words.ts';
import { useLanguage } from './words.ts';

export interface SavedViewsProps {
  readonly name: string;
  readonly view: TableView;
  readonly onChange: (part: Partial<TableView>) => void;
  readonly onClose: () => void;
}

/** The content of the panel. */
export function SavedViews({ name: table, view, onChange, onClose }: SavedViewsProps) {
  const words = useTableWords();
  const language = useLanguage();
  const id = useId();
  const { views, error, save, forget } = useSavedViews(table);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const attempt = (work: Promise<void>) => void work.then(() => setFailure(undefined), setFailure);
  const keep = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    attempt(save({ table, name: name.trim(), view, isDefault: false }).then(() => setName('')));
  };
  const problem = failure ?? error;
  return (
    <>
      {problem ? <Problem error={refusalInWords(problem, words, language)} /> : null}
      {views?.length === 0 && <p className={classes.hint}>{words('noViews')}</p>}
      {views?.map((each) => (
        <KeptView
          key={each.id}
          kept={each}
          onChoose={() => {
            onChange({ ...each.view, sort: each.view.sort });
            onClose();
          }}
          onOpenWith={(isDefault) => attempt(save({ ...each, isDefault }))}
          onForget={() => attempt(forget(each.id))}
        />
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

interface KeptViewProps {
  readonly kept: SavedView;
  readonly onChoose: () => void;
  readonly onOpenWith: (isDefault: boolean) => void;
  readonly onForget: () => void;
}

function KeptView({ kept: { name, isDefault }, onChoose, onOpenWith, onForget }: KeptViewProps) {
  const words = useTableWords();
  return (
    <div className={classes.kept}>
      <button type="button" className={classes.item} onClick={onChoose}>
        {name}
      </button>
      <button
        type="button"
        className={classes.forget}
        aria-pressed={isDefault}
        aria-label={words('openWith', { name })}
        title={words('openWith', { name })}
        onClick={() => onOpenWith(!isDefault)}
      >
        <Icon name={isDefault ? 'flag' : 'dot'} size={14} />
      </button>
      <button type="button" className={classes.forget} aria-label={words('forgetView', { name })} onClick={onForget}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
