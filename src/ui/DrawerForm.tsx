// A quick edit beside the page: Enter saves, Escape leaves, and what was typed is kept until it is saved.
import { Drawer } from '@mantine/core';
import { Button } from './Button.tsx';
import type { FormEvent, ReactNode } from 'react';
import classes from './DrawerForm.module.css';
import { useFocusReturn } from './focus-return.ts';
import { Problem } from './Problem.tsx';
import { useUiWords } from './ui-words.ts';

export interface DrawerFormProps {
  readonly title: string;
  readonly opened: boolean;
  /** Leaves without saving; the fields keep what was typed because their state lives in the page. */
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** What the button does, in words: "Complete visit". */
  readonly submitLabel?: string;
  readonly pending?: boolean;
  readonly error?: unknown;
  /** Something was typed and is not saved. */
  readonly dirty?: boolean;
}

/** A form in a drawer at the right. */
export function DrawerForm({
  title,
  opened,
  onClose,
  onSubmit,
  children,
  submitLabel,
  pending = false,
  error,
  dirty = false,
}: DrawerFormProps) {
  const words = useUiWords();
  useFocusReturn(opened);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={<span className={classes.title}>{title}</span>}
      keepMounted={opened || dirty}
      closeButtonProps={{ 'aria-label': words('close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {error !== undefined && error !== null && (
          <div className={classes.problem}>
            <Problem error={error} />
          </div>
        )}
        {children}
        <div className={classes.foot}>
          <Button type="submit" loading={pending}>
            {submitLabel ?? words('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words('cancel')}
          </Button>
          {dirty && <p className={classes.unsaved}>{words('unsaved')}</p>}
        </div>
      </form>
    </Drawer>
  );
}
