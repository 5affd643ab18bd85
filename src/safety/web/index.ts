// The panels of adverse events, for the pages that join rooms; everything is loaded when first shown.
import { lazyPart } from '#ui';

/** The adverse events of a participant, with their clocks and everything that is done about them; show it to holders of `safety.view`. */
export const AdverseEvents = lazyPart(() => import('./AdverseEvents.tsx'), 'AdverseEvents', 8);
/** Where the clock of a serious event stands. */
export const EventClock = lazyPart(() => import('./EventClock.tsx'), 'EventClock');
export type { AdverseEventsProps } from './AdverseEvents.tsx';
