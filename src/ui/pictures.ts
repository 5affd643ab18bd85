// Charts and maps bring large libraries along: each is loaded when the first one is shown.
import { lazy } from 'react';

/** A chart with title, finding, description, table and downloads. */
export const Chart = lazy(async () => ({ default: (await import('./Chart.tsx')).Chart }));
/** Places on a map of the world. */
export const WorldMap = lazy(async () => ({ default: (await import('./WorldMap.tsx')).WorldMap }));
