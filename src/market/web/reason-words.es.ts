// The reasons that ship with the assumptions, in Spanish.
import type { Words } from '#ui';

export const words: Words = {
  reason: {
    'frame-total-2025':
      'Como se publicó. La publicación no indica incertidumbre; que quienes publican un mismo mercado difieran en un décimo lo fijamos nosotros.',
    'frame-total-2031':
      'Como se publicó. A seis años nadie sabe más que del tamaño actual: la mitad más de dispersión la fijamos nosotros.',
    'frame-correlation':
      'Quien cuenta de más hoy cuenta de más mañana: ambos extremos se apoyan en la misma definición. Fijado por nosotros.',
    'activity-country':
      'Ordenado por nosotros en clases de actividad, según lo que se sabe en general de cuántos centros participan en estudios registrados; cada clase es el doble de la anterior, así que la dispersión es la de media clase. Dentro de una clase no se afirma diferencia. Un archivo de registro lo sustituye.',
    'activity-area':
      'Fijado por nosotros: oncología algo más de un cuarto, uno de cada seis o siete para el SNC, el resto donde están la mayoría de las afecciones. Un archivo de registro lo sustituye.',
    'activity-phase':
      'Fijado por nosotros: la fase III tiene menos estudios que la II y muchos más centros en cada uno; la I tiene pocos centros. Un archivo de registro lo sustituye.',
    'activity-siteYearsPerObservation':
      'Los centros de un estudio no son independientes: tantos años-centro, más o menos los de un estudio medio en un año, cuentan como una observación. Fijado por nosotros.',
    'activity-defaultSiteYears':
      'Cuántos años-centro añaden los pesos de serie a lo que cuenta un archivo de registro: ninguno, para que el registro hable solo.',
    'activity-observations':
      'Lo que vale la tabla de actividad de serie frente a afirmaciones sobre cuotas; con un archivo de registro se cuenta. Fijado por nosotros.',
    'price-country':
      'Fijado por nosotros en pasos de un décimo, según lo que cuestan allí el personal y los gastos de un centro. Sustitúyalo por sus propios contratos.',
    'price-phase':
      'Fijado por nosotros: las visitas son densas en la fase I y escasas tras la autorización o sin fase. Sustitúyalo por sus propios contratos.',
    service:
      'Fijado por nosotros según aquello por lo que se paga a un centro: primero la realización, luego su funcionamiento, la monitorización y la documentación. Los registros nada dicen de los servicios.',
    mix: 'Fijado por nosotros; los totales por corte no dicen qué claves van juntas, y un archivo de registro lo cuenta para todo salvo los servicios.',
    'mix-spread':
      'Cuánto puede apartarse una celda de la tabla de actividad de serie de lo que dicen sus claves y sus pares, en cada reajuste. Fijado por nosotros.',
    'growth-area':
      'Fijado por nosotros: oncología por delante, como se publicó; el tamaño de cada diferencia es nuestro. Donde un archivo de registro tiene historia, su tendencia se combina con esto.',
    'growth-phase':
      'Fijado por nosotros: las fases tempranas, algo por delante. Donde un archivo de registro tiene historia, su tendencia se combina con esto.',
    'growth-region':
      'Fijado por nosotros: Asia-Pacífico por delante, desde una base menor. Donde un archivo de registro tiene historia, su tendencia se combina con esto.',
    'growth-service':
      'Fijado por nosotros: la monitorización se aleja del centro y se añade trabajo descentralizado. Donde un archivo de registro tiene historia, su tendencia se combina con esto.',
    own: 'Cambios redondeados a dos cifras para planificar y probabilidades por estado como se suelen suponer en carteras; ni publicados ni contados, esperan los de la propia red.',
  },
};
