// Which months stand under a picture, so that their names never touch.

/** A name such as `Jan 2026` with room on both sides, in pixels. */
const ROOM = 72;
const steps = [1, 2, 3, 6, 12] as const;

/** The months (`2026-04`, one after the other) that are named on an axis this wide: every one, every second ... counted so that January is among them. */
export function monthTicks(months: readonly string[], width: number): readonly string[] {
  const fits = Math.max(1, Math.floor(width / ROOM));
  const step = steps.find((each) => months.length / each <= fits) ?? 12 * Math.ceil(months.length / 12 / fits);
  return months.filter((month) => {
    const [year, number] = month.split('-').map(Number);
    return ((year ?? 0) * 12 + (number ?? 1) - 1) % step === 0;
  });
}
