// Opening and closing of small panels: Escape gives the focus back to the button, a press elsewhere closes.
import { useEffect, useRef, useState, type RefObject } from 'react';

/** State of a panel and the two places that it has to know. */
export interface Disclosure {
  readonly opened: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
  /** Around button and panel. */
  readonly place: RefObject<HTMLDivElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** A panel that opens from a button. */
export function useDisclosure(): Disclosure {
  const [opened, setOpened] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!opened) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpened(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpened(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [opened]);
  return { opened, toggle: () => setOpened(!opened), close: () => setOpened(false), place, button };
}
