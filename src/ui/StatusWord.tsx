// A status: hue, icon and word together, never colour alone.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import classes from './StatusWord.module.css';
import type { Tone } from './tokens.ts';

const icons: Readonly<Record<Tone, IconName>> = { good: 'check', attention: 'warning', late: 'late', blocked: 'blocked', neutral: 'dot' };

export interface StatusWordProps {
  readonly tone: Tone;
  /** The status in words: "3 days late, window ended 10 Apr". */
  readonly children: ReactNode;
  /** `plain` for rows of a table, `tinted` (default) for headers. */
  readonly look?: 'plain' | 'tinted';
}

/** A status in words with its hue and icon. */
export function StatusWord({ tone, children, look = 'tinted' }: StatusWordProps) {
  return (
    <span className={classes.status} data-tone={tone} data-look={look}>
      <Icon name={icons[tone]} size={14} />
      <span>{children}</span>
    </span>
  );
}
