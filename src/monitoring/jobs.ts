// The room's background work: a look at the indicators that somebody asked for.
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { indicatorsJobKind } from './actions/ask-look.ts';
import { lookAtIndicators } from './actions/look.ts';

/** Looks at every indicator on behalf of the person who asked. A second run finds the same rows looked at and keeps nothing. */
export const indicatorsJob: JobKind<Act, null> = {
  kind: indicatorsJobKind,
  parse: () => null,
  run: (work) => work.act((act) => lookAtIndicators(act, undefined, (done, total) => work.step(done, total, 'counting-indicators'))),
};
