// The Spanish words of the market's segments.
import type { Words } from '#ui';

export const words: Words = {
  segments: {
    title: 'Segmentos del mercado',
    lead: 'Del mercado entero hasta una fase de un área en un país; la dirección guarda dónde está.',
  },
};
