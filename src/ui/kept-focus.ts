// Whoever works by keyboard is never left nowhere: where the focused thing goes away they stay beside it, and a refused form takes them to its first fault.
import { useEffect } from 'react';

/** Others, such as the heading of a new page or the button that opened a drawer, take the focus first. */
const graceMs = 60;

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

function pathOf(start: EventTarget | null): readonly HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at = start instanceof HTMLElement ? start : null; at && at !== document.body; at = at.parentElement) path.push(at);
  return path;
}

/** The nearest of what stood around it that is still in the page; nothing outside of the page's content and of drawers. */
function nearest(path: readonly HTMLElement[]): HTMLElement | undefined {
  return path.find((each) => each.isConnected && each.closest('main, [role="dialog"]') !== null);
}

/** Goes to the first field of a form that says what is wrong with it, once that is on the page. */
export function toFirstFault(form: Element | null): void {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

/** Stands once around all pages. */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: readonly HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => path[0] !== undefined && !path[0].isConnected && isNowhere();
    const keep = () => {
      const place = isLost() ? nearest(path) : undefined;
      if (place && !place.hasAttribute('tabindex')) place.tabIndex = -1;
      place?.focus({ preventScroll: true });
    };
    const remember = ({ target }: FocusEvent) => {
      path = pathOf(target);
    };
    // A press beside everything takes the focus away on purpose.
    const forget = () => {
      path = [];
    };
    const toFault = ({ target }: SubmitEvent) => toFirstFault(target instanceof Element ? target : null);
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(keep, graceMs);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    document.addEventListener('submit', toFault);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
      document.removeEventListener('submit', toFault);
    };
  }, []);
}
