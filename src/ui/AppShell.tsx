// The frame around every page: navigation on the left (below on a phone), banner, person menu, content.
import { useEffect, useState, type ReactNode } from 'react';
import { ArrivalProvider } from './arrival.tsx';
import classes from './AppShell.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { PageLink } from './navigation.tsx';
import { useUiWords } from './ui-words.ts';

export interface NavEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  /** How many things wait there. */
  readonly count?: number;
}

export interface AppShellProps {
  readonly product: string;
  /** Path of the current page, once it is shown (not while it still loads), so that focus arrives with it. */
  readonly address: string;
  /** Address of the entry that the page belongs to. */
  readonly current?: string | undefined;
  /** At most nine are shown. */
  readonly entries: readonly NavEntry[];
  /** A sentence over every page, such as "Demo: synthetic people only". */
  readonly banner?: ReactNode;
  /** What stands over the navigation on a wide page and over the page on a phone: search, notifications. */
  readonly tools?: ReactNode;
  /** The person's name and menu. */
  readonly account: ReactNode;
  readonly children: ReactNode;
}

const maxEntries = 9;
const onPhone = 4;

/** The page shell. */
export function AppShell({ product, address, current, entries, banner, tools, account, children }: AppShellProps) {
  const words = useUiWords();
  useKeptFocus();
  const [opened, setOpened] = useState(false);
  const shown = entries.slice(0, maxEntries);
  const close = () => setOpened(false);
  useEffect(() => {
    if (!opened) return;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpened(false);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [opened]);
  return (
    <ArrivalProvider product={product} address={address}>
      <a href="#content" className={classes.skip}>
        {words('skip')}
      </a>
      <div className={classes.shell}>
        <section aria-label={product} className={classes.side} data-opened={opened}>
          <div className={classes.product}>
            <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden>
              <rect width="20" height="20" rx="5" fill="var(--sw-accent-fill)" />
              <path
                d="M5.5 12.5c2 1.8 5.8 2 7 .4 1.8-2.6-5.5-2.8-4.3-5.3.8-1.5 3.8-1.4 5.8.2"
                fill="none"
                stroke="var(--sw-on-accent)"
                strokeWidth="1.7"
                strokeLinecap="round"
              />
            </svg>
            {product}
          </div>
          {tools && <div className={classes.tools}>{tools}</div>}
          <nav aria-label={words('navigation')} className={classes.nav}>
            {shown.map((entry, index) => (
              <PageLink
                key={entry.to}
                to={entry.to}
                className={classes.entry}
                data-first={index < onPhone}
                data-current={entry.to === current}
                aria-current={entry.to === current ? 'page' : undefined}
                onClick={close}
              >
                <Icon name={entry.icon} />
                <span>{entry.label}</span>
                {entry.count !== undefined && entry.count > 0 && <span className={classes.count}>{entry.count}</span>}
              </PageLink>
            ))}
            <button type="button" className={classes.moreButton} aria-expanded={opened} onClick={() => setOpened(!opened)}>
              <Icon name={opened ? 'close' : 'menu'} />
              <span>{words(opened ? 'close' : 'more')}</span>
            </button>
          </nav>
          <div className={classes.account}>{account}</div>
        </section>
        <div className={classes.main}>
          {banner && (
            <aside className={classes.banner} aria-label={words('notice')}>
              {banner}
            </aside>
          )}
          <main id="content" tabIndex={-1} className={classes.content}>
            {children}
          </main>
        </div>
      </div>
    </ArrivalProvider>
  );
}
