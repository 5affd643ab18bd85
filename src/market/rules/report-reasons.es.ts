// Why the shipped assumptions are as they are, in Spanish, by their kind; the English reasons stand with the assumptions.

export const shippedReasonsSpanish: Readonly<Record<string, string>> = {
  'frame.total': 'Como se publicó. La publicación no da incertidumbre; la dispersión la fijamos nosotros, mayor a seis años vista que hoy.',
  'frame.correlation':
    'Quien cuenta de más hoy cuenta de más mañana: ambos extremos se apoyan en la misma definición. Fijado por nosotros.',
  'activity.country':
    'Ordenado por nosotros en clases de actividad, según lo que se sabe en general de cuántos centros participan en estudios registrados; cada clase dobla la anterior, y la dispersión es de media clase. Dentro de una clase no se afirma ninguna diferencia. Un archivo de registro lo sustituye.',
  'activity.area':
    'Fijado por nosotros: oncología algo más de un cuarto, el SNC uno de cada seis o siete, el resto donde está la mayoría de las enfermedades. Un archivo de registro lo sustituye.',
  'activity.phase':
    'Fijado por nosotros: la fase III tiene menos estudios que la II y muchos más centros en cada uno; la I tiene pocos centros. Un archivo de registro lo sustituye.',
  'activity.siteYearsPerObservation':
    'Los centros de un estudio no son independientes: tantos años-centro, los de un estudio mediano en un año, cuentan como una observación. Fijado por nosotros.',
  'activity.defaultSiteYears':
    'Cuántos años-centro suman los pesos incluidos a lo que cuenta un registro: ninguno, para que el registro hable solo.',
  'activity.observations':
    'Lo que vale la tabla de actividad incluida frente a afirmaciones sobre cuotas; la de un archivo de registro se cuenta. Fijado por nosotros.',
  'price.country':
    'Fijado por nosotros en décimas, según lo que cuestan allí el personal y la estructura de un centro. Sustitúyalo por sus contratos.',
  'price.phase':
    'Fijado por nosotros: las visitas son densas en fase I y escasas tras la autorización o sin fase. Sustitúyalo por sus contratos.',
  service:
    'Fijado por nosotros según por qué se paga a un centro: primero la realización, luego su gestión, la monitorización y la documentación. Los registros nada dicen de los servicios.',
  'mix.area-phase':
    'Fijado por nosotros; los cortes solos no dicen qué va junto, y un archivo de registro lo cuenta todo salvo los servicios.',
  'mix.area-region':
    'Fijado por nosotros; los cortes solos no dicen qué va junto, y un archivo de registro lo cuenta todo salvo los servicios.',
  'mix.phase-region':
    'Fijado por nosotros; los cortes solos no dicen qué va junto, y un archivo de registro lo cuenta todo salvo los servicios.',
  'mix.service-phase':
    'Fijado por nosotros; los cortes solos no dicen qué va junto, y un archivo de registro lo cuenta todo salvo los servicios.',
  'mix.spread':
    'Cuánto puede apartarse una celda de la actividad incluida de lo que dicen sus cortes y combinaciones, en cada reajuste. Fijado por nosotros.',
  'growth.area':
    'Fijado por nosotros: oncología por delante, como se publicó; el tamaño de cada diferencia es nuestro. Si un registro tiene historia, su tendencia se combina con esto.',
  'growth.phase':
    'Fijado por nosotros: las fases tempranas, algo por delante. Si un registro tiene historia, su tendencia se combina con esto.',
  'growth.region':
    'Fijado por nosotros: Asia-Pacífico por delante, desde una base menor. Si un registro tiene historia, su tendencia se combina con esto.',
  'growth.service':
    'Fijado por nosotros: la monitorización se aleja del centro y se suma trabajo descentralizado. Si un registro tiene historia, su tendencia se combina con esto.',
};
