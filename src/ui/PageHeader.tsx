// The head of a page: where I am, what this is, its status in words, the one primary action.
import { useRef, type ReactNode } from 'react';
import { usePageTitle } from './arrival.tsx';
import { PageLink } from './navigation.tsx';
import classes from './PageHeader.module.css';
import { useUiWords } from './ui-words.ts';

/** A step of the breadcrumb; the page itself is not repeated in it. */
export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

export interface PageHeaderProps {
  readonly title: string;
  /** What the page shows where its address says so after the `?`: another one is an arrival, since what was followed is gone. */
  readonly place?: string;
  /** A short code beside the title. */
  readonly code?: string;
  readonly crumbs?: readonly Crumb[];
  /** Usually one `StatusWord`. */
  readonly status?: ReactNode;
  /** One quiet sentence under the title. */
  readonly lead?: ReactNode;
  /** The one primary action. */
  readonly action?: ReactNode;
  /** Further, quiet actions, left of the primary one. */
  readonly more?: ReactNode;
}

/** Stands first on every page; names it in the window and takes focus on arrival. */
export function PageHeader({ title, place, code, crumbs = [], status, lead, action, more }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useUiWords();
  usePageTitle(title, heading, place);
  return (
    <header className={classes.header}>
      {crumbs.length > 0 && (
        <nav aria-label={words('breadcrumb')}>
          <ol className={classes.crumbs}>
            {crumbs.map((crumb) => (
              <li key={crumb.label}>{crumb.to ? <PageLink to={crumb.to}>{crumb.label}</PageLink> : crumb.label}</li>
            ))}
          </ol>
        </nav>
      )}
      <div className={classes.row}>
        <div className={classes.what}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
            {code && <span className={classes.code}>{code}</span>}
          </h1>
          {status}
        </div>
        {(action || more) && (
          <div className={classes.actions}>
            {more}
            {action}
          </div>
        )}
      </div>
      {lead && <p className={classes.lead}>{lead}</p>}
    </header>
  );
}
