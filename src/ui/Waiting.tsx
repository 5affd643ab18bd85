// Grey bars in place of what is loading; nothing at all for the first 200 ms.
import { useEffect, useState } from 'react';
import classes from './Waiting.module.css';
import { useUiWords } from './ui-words.ts';

/** True once `pending` has lasted longer than `afterMs`. */
export function useOverdue(pending: boolean, afterMs = 200): boolean {
  const [overdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setOverdue(true), afterMs);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [pending, afterMs]);
  return pending && overdue;
}

const widths = ['62%', '84%', '71%', '90%', '55%', '78%'];

/** A skeleton of `rows` lines, shown only when the wait is long enough to notice. */
export function Waiting({ rows = 6 }: { readonly rows?: number }) {
  const words = useUiWords();
  const shown = useOverdue(true);
  return (
    <output className={classes.waiting} aria-busy="true">
      {shown && <span className="sw-hidden">{words('loading')}</span>}
      {shown && Array.from({ length: rows }, (_, index) => <i key={index} style={{ width: widths[index % widths.length] }} />)}
    </output>
  );
}
