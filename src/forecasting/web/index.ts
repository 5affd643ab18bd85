// The pages and panels of forecasts; everything is loaded when first opened.
import { Chart, lazyPage, lazyPart, registerWords, type RoomPage } from '#ui';

registerWords('forecasting', { en: { forecasts: 'Forecasts' }, es: () => import('./words.es.ts') });

/** The room's pages. A study's is reached from the study; the network's stands in the navigation of those who oversee all of it. */
export const forecastingPages: readonly RoomPage[] = [
  {
    path: '/forecasts',
    component: lazyPage(() => import('./NetworkForecastPage.tsx'), 'NetworkForecastPage', [Chart]),
    permission: 'forecasting.view',
    nav: { words: 'forecasting', labelKey: 'forecasts', icon: 'chart', order: 45, for: ['forecasting.run'] },
  },
  {
    path: '/studies/$studyId/forecast',
    component: lazyPage(() => import('./StudyForecastPage.tsx'), 'StudyForecastPage', [Chart]),
    place: '/studies',
    permission: 'forecasting.view',
  },
];

/** The studies least likely to reach their target; nothing for readers without `forecasting.view`. */
export const LeastLikely = lazyPart(() => import('./LeastLikely.tsx'), 'LeastLikely');
