// The Spanish words of the market's scenarios.
import type { Words } from '#ui';

export const words: Words = {
  scenarios: {
    title: 'Escenarios',
    lead: 'Cambios con nombre a los supuestos vigentes, cada uno con su propia perspectiva, junto a la referencia.',
  },
};
