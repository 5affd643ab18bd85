// A list with nothing in it: says why it is empty, what will stand here, and the first step.
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';
import { Icon, type IconName } from './Icon.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What will stand here and where it comes from. */
  readonly children: ReactNode;
  readonly icon?: IconName;
  readonly action?: ReactNode;
}

/** Teaches instead of showing nothing. */
export function EmptyState({ title, children, icon = 'list', action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Icon name={icon} size={20} />
      <p className={classes.title}>{title}</p>
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}
