// The words of the pages of forecasts.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('forecasting', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useForecastingWords(): Say {
  return useWords('forecasting');
}
