// The sections of a page as links with addresses of their own, so that each can be sent.
import { useLayoutEffect, useRef } from 'react';
import classes from './SectionTabs.module.css';
import { formatNumber } from './format.ts';
import { PageLink } from './navigation.tsx';
import { useLanguage } from './words.ts';

export interface Section {
  readonly label: string;
  readonly to: string;
  readonly active: boolean;
  /** How many stand behind it. */
  readonly count?: number;
}

/** Sections of one page; the active one is the current page to screen readers. */
export function SectionTabs({ label, sections }: { readonly label: string; readonly sections: readonly Section[] }) {
  const nav = useRef<HTMLElement>(null);
  const language = useLanguage();
  const current = sections.find(({ active }) => active)?.to;
  // On a phone the sections scroll sideways, and the active one may lie outside; also once a phone is turned or a window made narrow.
  useLayoutEffect(() => {
    const show = () => {
      const tab = nav.current?.querySelector<HTMLElement>('[data-current="true"]');
      if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft + tab.offsetWidth - nav.current.offsetLeft - nav.current.clientWidth;
    };
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [current]);
  return (
    <nav ref={nav} aria-label={label} className={classes.tabs}>
      {sections.map((section) => (
        <PageLink
          key={section.to}
          to={section.to}
          className={classes.tab}
          data-current={section.active}
          aria-current={section.active ? 'page' : undefined}
        >
          {section.label}
          {section.count !== undefined && <span className={classes.count}>{formatNumber(section.count, 0, language)}</span>}
        </PageLink>
      ))}
    </nav>
  );
}
