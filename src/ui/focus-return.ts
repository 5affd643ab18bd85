// What stands over the page gives the focus back when it goes, whether it is closed or taken out of the page while it is open.
import { useLayoutEffect } from 'react';

/** While `opened`, remembers where the focus was before; afterwards it goes back there, where nothing else has taken it. */
export function useFocusReturn(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}
