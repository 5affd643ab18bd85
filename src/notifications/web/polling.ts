// How often a page asks by itself: less often while nothing answers, and not at all once nobody is there.

/** The usual time between two questions. */
export const everyMs = 30_000;
const longestMs = 8 * 60_000;

/**
 * Milliseconds until the next question after this many failures in a row; false while nobody is there. A question renews its session,
 * so that asking on for somebody who left would keep open what has to close after 15 minutes.
 */
export function nextQuestionIn(failures: number, isPresent: boolean): number | false {
  return isPresent && Math.min(longestMs, everyMs * 2 ** failures);
}

/** Somebody who did nothing for so long is taken to have left. */
export const goneAfterMs = 5 * 60_000;
