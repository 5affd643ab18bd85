// Something to read beside the page, at the right: Escape closes it and the page stands as it was.
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DrawerForm.module.css';
import { useFocusReturn } from './focus-return.ts';
import { useUiWords } from './ui-words.ts';

export interface ReadingDrawerProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A drawer without a form. Focus goes back to where it was opened. */
export function ReadingDrawer({ title, opened, onClose, children }: ReadingDrawerProps) {
  const words = useUiWords();
  useFocusReturn(opened);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size="lg"
      title={<span className={classes.title}>{title}</span>}
      closeButtonProps={{ 'aria-label': words('close') }}
    >
      {children}
    </Drawer>
  );
}
