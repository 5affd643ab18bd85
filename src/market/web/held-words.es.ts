// The Spanish words that the pages of evidence, position and companies share.
import type { Words } from '#ui';

export const words: Words = {
  wholeMarket: 'Todo el mercado',
  unit: { 'USD million': 'millones de USD', 'USD billion': 'miles de millones de USD', studies: 'estudios' },
  interval80: '80 %',
  effect: {
    totals: 'El mercado con ello, millones de USD',
    parts: 'Lo que más se mueve en {{year}}, millones de USD',
    year: 'Año',
    part: 'Parte',
    before: 'Ahora',
    after: 'Después',
    change: 'Cambio',
    same: 'Ninguna parte de la perspectiva cambia de valor.',
    moves:
      'En {{year}} el mercado sería de {{after}} en lugar de {{before}} millones de USD; 80 % {{afterRange}} en lugar de {{beforeRange}}.',
    stays: 'En {{year}} el mercado sigue en {{after}} millones de USD; su 80 % sería {{afterRange}} en lugar de {{beforeRange}}.',
    staysAll: 'En {{year}} el mercado sigue en {{after}} millones de USD, 80 % {{afterRange}}.',
    checkBreaks: 'Deja de cumplirse: {{check}}.',
    checkMends: 'Vuelve a cumplirse: {{check}}.',
    refused: 'No habría perspectiva',
    preview: 'Con pocos reajustes: los intervalos pueden diferir algo de los de la perspectiva guardada.',
  },
};
