// Preview before effect: first what will change, then one button.
import { Button } from './Button.tsx';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './ConfirmPreview.module.css';
import { Problem } from './Problem.tsx';
import { useUiWords } from './ui-words.ts';

/** One change: what, its value now, its value then. */
export interface Change {
  readonly what: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

export interface ConfirmPreviewProps {
  /** "Completing this visit will": the beginning of the sentence. */
  readonly title: string;
  readonly changes?: readonly Change[];
  /** What follows, one sentence each. */
  readonly effects?: readonly ReactNode[];
  /** Fields that must be filled in first, such as a reason. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel?: () => void;
  readonly pending?: boolean;
  /** As wide as the page, for tables among the children. */
  readonly wide?: boolean;
  /** The button waits for something named in `children`. */
  readonly blocked?: boolean;
  readonly error?: unknown;
}

/** Shows an effect before it happens. */
export function ConfirmPreview({
  title,
  changes = [],
  effects = [],
  children,
  confirmLabel,
  onConfirm,
  onCancel,
  pending = false,
  wide = false,
  blocked = false,
  error,
}: ConfirmPreviewProps) {
  const words = useUiWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that asked for the preview may be gone with what it stood in; whoever is at no control any more goes on here.
    if (document.activeElement instanceof HTMLElement && document.activeElement.tabIndex < 0) head.current?.focus();
  }, []);
  return (
    <section className={classes.preview} data-wide={wide} aria-label={title}>
      <h2 className={classes.title} ref={head} tabIndex={-1}>
        {title}
      </h2>
      <p className={classes.quiet}>{words('nothingChanged')}</p>
      {changes.length > 0 && (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">{words('item')}</th>
              <th scope="col">{words('before')}</th>
              <th scope="col">{words('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.what}>
                <th scope="row">{change.what}</th>
                <td>{change.before}</td>
                <td className={classes.after}>{change.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {effects.length > 0 && (
        <ul className={classes.effects}>
          {effects.map((effect, index) => (
            <li key={index}>{effect}</li>
          ))}
        </ul>
      )}
      {children}
      {error !== undefined && error !== null && <Problem error={error} />}
      <div className={classes.foot}>
        <Button onClick={onConfirm} loading={pending} disabled={blocked}>
          {confirmLabel}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {words('cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}
