// Short notices at the corner: what was done, or that long work has ended; read out, never blocking.
import { useSyncExternalStore } from 'react';
import { Icon } from './Icon.tsx';
import classes from './notices.module.css';
import { StatusWord } from './StatusWord.tsx';
import type { Tone } from './tokens.ts';
import { useUiWords } from './ui-words.ts';

export interface Notice {
  readonly tone: Tone;
  /** One sentence: "Visit completed, 1,950.00 USD earned". */
  readonly text: string;
  /** How long it stays; until closed when 0. Attention, late and blocked stay until closed. */
  readonly forMs?: number;
}

interface Shown extends Notice {
  readonly key: number;
}

const most = 3;
let shown: readonly Shown[] = [];
let lastKey = 0;
const listeners = new Set<() => void>();

function change(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function dismiss(key: number): void {
  change(shown.filter((notice) => notice.key !== key));
}

/** Shows a notice; good and neutral ones leave by themselves after eight seconds. */
export function notify(notice: Notice): void {
  const key = ++lastKey;
  change([...shown, { ...notice, key }].slice(-most));
  const staysMs = notice.forMs ?? (notice.tone === 'good' || notice.tone === 'neutral' ? 8_000 : 0);
  if (staysMs > 0) setTimeout(() => dismiss(key), staysMs);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where the notices stand; once, outermost. */
export function Notices() {
  const words = useUiWords();
  const notices = useSyncExternalStore(subscribe, () => shown);
  return (
    <div className={classes.place} role="log" aria-live="polite" aria-label={words('notices')}>
      {notices.map((notice) => (
        <div key={notice.key} className={classes.notice}>
          <StatusWord tone={notice.tone} look="plain">
            {notice.text}
          </StatusWord>
          <button type="button" className={classes.close} onClick={() => dismiss(notice.key)} aria-label={words('close')}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
