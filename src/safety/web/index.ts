// The panels of adverse events, for the pages that join rooms; everything is loaded when first shown.
import { lazy } from 'react';

/** The adverse events of a participant, with their clocks and everything that is done about them; show it to holders of `safety.view`. */
export const AdverseEvents = lazy(async () => ({ default: (await import('./AdverseEvents.tsx')).AdverseEvents }));
/** Where the clock of a serious event stands. */
export const EventClock = lazy(async () => ({ default: (await import('./EventClock.tsx')).EventClock }));
export type { AdverseEventsProps } from './AdverseEvents.tsx';
