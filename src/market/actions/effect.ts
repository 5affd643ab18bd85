// Previews: the outlook as it is and as it would be, of the same seed and few refits; nothing is kept.
import { type Effect, type OutlookQuestion, effectOf, outlook, refitsOfPreview } from '../rules.ts';
import { digestOf } from '../questions/present.ts';
import { seedOf } from './seed.ts';
import { unanswered } from './unanswered.ts';

/** What a change from one question to another does. Refuses where the present question itself has no answer. */
export function previewOf(now: OutlookQuestion, then: OutlookQuestion): Effect {
  const before = { ...now, refits: refitsOfPreview };
  // One seed for both: what differs is the change, and not chance.
  const seed = seedOf(digestOf(before));
  const present = outlook(before, seed);
  if (!present.ok) throw unanswered(present);
  return effectOf(present.value, outlook({ ...then, refits: refitsOfPreview }, seed));
}
