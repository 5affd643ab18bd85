// Lists that answer in parts: where a part begins.
import { Refusal } from './refusal.ts';

/** How many rows lie before the part that begins after this text; none without it. Refuses what no part was answered with. */
export function offsetOf(after: string | undefined): number {
  if (after === undefined) return 0;
  if (!/^\d{1,6}$/.test(after)) throw new Refusal('page-unknown', { field: 'after' });
  return Number(after);
}
