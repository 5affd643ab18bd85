// Arriving at a page: its title in the window, focus on its heading, and the words for screen readers.
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';

interface Arrival {
  readonly product: string;
  readonly address: string;
  /** True once per address and place after the first one. */
  readonly takeFocus: (place: string) => boolean;
  readonly announce: (text: string) => void;
}

const ArrivalContext = createContext<Arrival>({ product: '', address: '', takeFocus: () => false, announce: () => undefined });

export interface ArrivalProps {
  readonly product: string;
  readonly address: string;
  readonly children: ReactNode;
}

/** Stands once around all pages; `address` is the path of the current page. */
export function ArrivalProvider({ product, address, children }: ArrivalProps) {
  const [spoken, setSpoken] = useState('');
  const arrivedAt = useRef<string | undefined>(undefined);
  const arrival = useMemo<Arrival>(
    () => ({
      product,
      address,
      takeFocus: (place) => {
        const last = arrivedAt.current;
        arrivedAt.current = `${address} ${place}`;
        return last !== undefined && last !== arrivedAt.current;
      },
      announce: (text) => setSpoken((before) => (before === text ? `${text}\u00a0` : text)),
    }),
    [product, address],
  );
  return (
    <ArrivalContext.Provider value={arrival}>
      {children}
      <output className="sw-hidden" aria-live="polite">
        {spoken}
      </output>
    </ArrivalContext.Provider>
  );
}

/** Says something to people who use a screen reader, without moving focus. */
export function useAnnounce(): (text: string) => void {
  return useContext(ArrivalContext).announce;
}

/** Names the page in the window; after a navigation, also to another `place` of one page, moves focus to its heading and announces it. */
export function usePageTitle(title: string, heading: RefObject<HTMLHeadingElement | null>, place = ''): void {
  const { product, address, takeFocus, announce } = useContext(ArrivalContext);
  useEffect(() => {
    document.title = product ? `${title} · ${product}` : title;
  }, [title, product]);
  useEffect(() => {
    if (!takeFocus(place)) return;
    heading.current?.focus({ preventScroll: true });
    announce(title);
    // `takeFocus` answers yes once per address, so a title that changes in place is no arrival.
  }, [address, place, title, heading, takeFocus, announce]);
}
