// The duty of the anchors: the head of the trail is signed every 15 minutes or 1,000 entries, at start, and at a clean end.
import type { Temporal } from '#lib';
import { type AnchorParts, anchorHead } from './actions.ts';
import type { Anchor } from './rules.ts';

/** A duty that is called by a timer (once a minute will do) and knows itself whether it is time. */
export interface AnchorDuty {
  /** Signs when it is due; answers the anchor, else null. */
  readonly tick: (now: Temporal.Instant) => Promise<Anchor | null>;
  /** Signs whatever is new: at a clean end. */
  readonly finish: (now: Temporal.Instant) => Promise<Anchor | null>;
  /** Declares a lawful restore: what later anchors said about lost links no longer binds. Called once after a restore, before anything else is written. */
  readonly declareRestore: (now: Temporal.Instant) => Promise<Anchor | null>;
}

/** The duty over a database, a file and a key. Failures reject: the caller logs and tells them, and calls again. */
export function anchorDuty(parts: AnchorParts): AnchorDuty {
  return {
    tick: (now) => anchorHead(parts, now),
    finish: (now) => anchorHead(parts, now, { force: true }),
    declareRestore: (now) => anchorHead(parts, now, { restored: true }),
  };
}
