// The door of safety: what other rooms may call.
import { offersToSign } from '#signatures';
import './contract/trail-words.ts';
import { causalityJudgement } from './questions/causality.ts';

export type { ImportedEventInput, ImportedEvents } from './actions.ts';
export { importAdverseEvents, recordEvent, reportEvent, resolveEvent } from './actions.ts';
export { safetyRoutes } from './routes.ts';

offersToSign(causalityJudgement);
