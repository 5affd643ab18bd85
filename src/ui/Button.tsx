// The button of the product: one filled action a page, all others quiet; busy while its work runs.
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import classes from './Button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `filled` for the one action of a page, `default` for others, `subtle` where a border would be noise. */
  readonly variant?: 'filled' | 'default' | 'subtle';
  /** `xs` inside tables and pictures. */
  readonly size?: 'sm' | 'xs';
  /** Its work runs: it keeps the focus and does nothing when pressed again. */
  readonly loading?: boolean;
  /** An icon before the words. */
  readonly leftSection?: ReactNode;
  readonly fullWidth?: boolean;
}

/** A plain button, so that the first load carries no library for it. */
export function Button(props: ButtonProps) {
  const { variant = 'filled', size = 'sm', loading = false, leftSection, fullWidth = false, className, onClick, children, ...rest } = props;
  const press = (event: MouseEvent<HTMLButtonElement>) => (loading ? event.preventDefault() : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      className={className ? `${classes.button} ${className}` : classes.button}
      data-variant={variant}
      data-size={size}
      data-wide={fullWidth || undefined}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={press}
    >
      {loading ? <span className={classes.wheel} /> : leftSection}
      {children}
    </button>
  );
}
