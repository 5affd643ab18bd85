// The Spanish words that the pages of the market share, and those of the outlook.
import type { Words } from '#ui';

export const words: Words = {
  market: 'Mercado',
  sections: 'Partes del mercado',
  section: {
    outlook: 'Perspectiva',
    segments: 'Segmentos',
    scenarios: 'Escenarios',
    position: 'Posición',
    recommendations: 'Recomendaciones',
    newSite: 'Centro nuevo',
    evidence: 'Evidencia',
    assumptions: 'Supuestos',
    companies: 'Empresas',
    report: 'Informe',
  },
  tag: { published: 'publicado', counted: 'contado', assumed: 'supuesto', modelled: 'modelado' },
};
