// Charts and maps bring large libraries along: each is loaded when the first one is shown.
import { lazyPart } from './part.tsx';

/** A chart with title, finding, description, table and downloads. */
export const Chart = lazyPart(() => import('./Chart.tsx'), 'Chart', 8);
/** Places on a map of the world. */
export const WorldMap = lazyPart(() => import('./WorldMap.tsx'), 'WorldMap', 8);
/** Countries on a map of the world, the darker the more there is. */
export const ShadedMap = lazyPart(() => import('./ShadedMap.tsx'), 'ShadedMap', 8);
