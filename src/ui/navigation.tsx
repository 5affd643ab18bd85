// Links, parameters and the search part of the address, so that pages know nothing of the router.
import { useLinkProps, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useCallback, type ComponentProps, type ReactNode } from 'react';

export interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address inside the product, with or without a search part: `/things/7?tab=notes`. */
  readonly to: string;
  readonly children: ReactNode;
}

/** Splits `/a?b=1#c` for the router. */
export function splitAddress(to: string): { to: string; search: Record<string, string>; hash: string | undefined } {
  const url = new URL(to, 'http://x');
  return { to: url.pathname, search: Object.fromEntries(url.searchParams), hash: url.hash.slice(1) || undefined };
}

/** A link to another page, without loading the product again. */
export function PageLink({ to, children, ...rest }: PageLinkProps) {
  const { hash, ...target } = splitAddress(to);
  const link = useLinkProps({ ...rest, ...target, ...(hash ? { hash } : {}) });
  // The router calls every link current whose path the page's own begins with; which one is, whoever lists the links says.
  return (
    <a {...link} aria-current={rest['aria-current']}>
      {children}
    </a>
  );
}

/** Goes to another address: `go('/things/7')`; `replace` leaves no step behind in the history. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to: string, { replace = false }: { readonly replace?: boolean } = {}) => {
      const { hash, ...target } = splitAddress(to);
      void navigate({ ...target, ...(hash ? { hash } : {}), replace });
    },
    [navigate],
  );
}

/** The parameters of the page's address: `const { thingId } = usePageParams<'thingId'>()`. */
export function usePageParams<K extends string>(): Readonly<Record<K, string>> {
  return useParams({ strict: false }) as Readonly<Record<K, string>>;
}

/** The search part of the address as text, and a way to change some of it (undefined removes). */
export function usePageSearch(): [Readonly<Record<string, string>>, (change: Readonly<Record<string, string | undefined>>) => void] {
  const raw = useRouterState({ select: (state) => state.location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)]));
  const change = (next: Readonly<Record<string, string | undefined>>) => {
    const merged = Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined));
    void navigate({ to: '.', search: merged, replace: true });
  };
  return [search, change];
}
