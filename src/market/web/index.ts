// The pages of the market; everything is loaded when first opened.
import { registerWords, type RoomPage } from '#ui';
import { activityPages } from './activity-pages.ts';
import { heldPages } from './held-pages.ts';
import { outlookPages } from './outlook-pages.ts';

registerWords('market', { en: { market: 'Market' }, es: () => import('./words.es.ts') });

/** The room's pages: each part lists its own. */
export const marketPages: readonly RoomPage[] = [...outlookPages, ...heldPages, ...activityPages];
