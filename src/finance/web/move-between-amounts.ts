// Enter and the arrows in a table of prices: from amount to amount.
import type { KeyboardEvent } from 'react';

/** Moves to the amount below or above the one that has the keyboard; every other key stays what it is. */
export function moveBetweenAmounts(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const amounts = [...(table?.querySelectorAll<HTMLInputElement>('input[data-amount]') ?? [])];
  const at = amounts.indexOf(event.target as HTMLInputElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  const next = amounts[at + step];
  next?.focus();
  next?.select();
}
