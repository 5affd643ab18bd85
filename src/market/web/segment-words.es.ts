// The Spanish words of the market's segments.
import type { Words } from '#ui';

export const words: Words = {
  segments: {
    title: 'Segmentos del mercado',
    lead: 'Del mercado entero hasta una fase de un área en un país; la dirección guarda dónde está.',
    whole: 'Todo el mercado',
    allServices: 'Todos los servicios',
    size: 'Tamaño en {{year}}',
    ofMarket: 'Del mercado',
    intervals:
      'Los intervalos se calculan para cada lugar, también donde se cruzan divisiones, como un área en un país: el 80 % de los reajustes cae dentro. Los intervalos de las partes no suman el del conjunto.',
    table: 'Segmentos por {{cut}}, {{year}}',
    none: 'Aquí no hay nada',
    noneText: 'La perspectiva no tiene valor en este lugar. Suba un nivel.',
    sum: 'En conjunto',
    ours: 'Lo nuestro',
    ourShare: 'Nuestra cuota',
    studies_one: '{{count}} estudio',
    studies_many: '{{count}} estudios',
    studies_other: '{{count}} estudios',
    places_one: '{{count}} centro',
    places_many: '{{count}} centros',
    places_other: '{{count}} centros',
    absent: 'nada nuestro',
  },
};
