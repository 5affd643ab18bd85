// Spanish sentences of a report.
import type { reportTextsEnglish } from './report-texts.en.ts';

export const reportTextsSpanish: Readonly<Record<keyof typeof reportTextsEnglish, string>> = {
  'text.product':
    'Una organización de gestión de centros realiza ensayos clínicos en los centros para promotores y CRO: busca los centros, los pone en marcha, les aporta personal, atiende a los participantes y sus visitas, y cobra por lo hecho. El mercado es lo que los promotores pagan al año por estos servicios.',
  'text.cut-service': 'Se distinguen cinco servicios:',
  'text.cut-area':
    'Un estudio cuenta en una de seis áreas terapéuticas, la primera en este orden que nombran sus enfermedades. Las etiquetas publicadas se solapan; esta lectura de ellas, no.',
  'text.cut-phase': 'Los estudios cuentan por fase; uno de dos fases cuenta la mitad en cada una, y uno sin fase nunca se descarta:',
  'text.geography': 'Se nombran diecinueve países; cualquier otro cuenta con los demás de su región.',
  'text.region-countries': '{region}: {countries}',
  'text.frame':
    'Todo en este informe se ciñe a lo publicado: dos totales, el crecimiento entre ellos, la mayor región y el área que más crece. No se publicó ninguna otra cuota.',
  'text.tags': 'Cada cifra lleva una de cuatro etiquetas, en cada tabla y en cada exportación:',
  'tag-means.published': 'Publicado: lo afirma una fuente que se nombra.',
  'tag-means.counted': 'Contado: contado en los registros públicos o en los de la red.',
  'tag-means.assumed': 'Supuesto: fijado por alguien, con un motivo y una dispersión, porque nadie lo publicó ni lo contó.',
  'tag-means.modelled': 'Modelado: se deduce de los demás con el modelo.',
  'method.top-down': 'Desde arriba: los totales publicados de 2025 y 2031 y, entre ellos, un crecimiento anual que cumple ambos.',
  'method.bottom-up':
    'Desde abajo: la actividad de los centros en años-centro por país, fase y área, por precios de fase y país, repartida en servicios.',
  'method.fit':
    'Ambos se reúnen en una tabla de servicio, área, fase, país y año: la más cercana a la actividad que cumple cada total y cada afirmación (ajuste proporcional iterativo, calibrado donde las afirmaciones dejan holgura).',
  'method.growth': 'Cada servicio, área, fase y región crece a su ritmo frente al mercado; el total se cumple cada año.',
  'method.intervals':
    'Los intervalos salen de mil reajustes en los que totales, actividad, precios y crecimiento se sortean de nuevo según su dispersión.',
  'method.rounding':
    'Los valores se muestran con una décima de millón, redondeados por restos mayores para que las partes sumen su total en cada página y la misma cifra sea la misma en todas partes.',
  'text.one-total': 'De cada año se publicó un solo total; no hubo que combinar varios.',
  'text.activity':
    'La actividad se contó de {file} ({format}, clasificador {classifier}): {siteYears} años-centro en total. Huella del archivo: {digest}.',
  'text.no-activity':
    'Aún no se ha contado ningún archivo de registro. La actividad es la de los pesos que trae el programa, fijados por nosotros y etiquetados como supuestos; cada cuota que depende de ellos lo dice.',
  'text.accuracy':
    'La lectura de las áreas se contrastó con {conditions} estudios por sus enfermedades y {titles} por sus títulos, valorados por un revisor una vez terminada la tabla de palabras y contados el {day}. La muestra es estrecha y la valoró un solo revisor, que también escribió la tabla; los intervalos son los de Wilson.',
  'text.tornado':
    'El valor de {name} en {year} es de {answer} millones de USD. Cada línea dice en cuánto queda si un supuesto está en uno u otro extremo de su intervalo del 80 %.',
  'text.conflicts': 'Aquí la evidencia se contradice:',
  'text.no-conflicts': 'Ningún registro de evidencia contradice a otro.',
  'text.conflict': '{quantity} {year}: {values}',
  'limit.shares': 'Solo se publicaron dos totales, un crecimiento y dos puestos. Toda cuota se modela con actividad y precios.',
  'limit.registry':
    'Un registro sabe lo que se registró, no lo que se pagó, y no todos sus centros los gestiona una organización de gestión de centros.',
  'limit.services': 'Los registros nada dicen de los servicios: su reparto es supuesto.',
  'limit.intervals': 'Los intervalos abarcan la dispersión de los supuestos; un cambio que ningún supuesto prevé queda fuera.',
  'limit.companies': 'No se publicó la cuota de ninguna empresa, y no se inventa ninguna.',
  'limit.own': 'Los ingresos propios se convierten a cambios supuestos y se comparan solo con la gestión de centros.',
  'summary.size': 'El mercado crece de {first} millones de USD en {from} a {last} millones de USD en {to} (publicado).',
  'summary.region': '{region} es la mayor región, con el {share} % del primer año.',
  'summary.area': '{area} es el área que más crece, un {growth} % al año.',
  'summary.service': '{service} es el mayor servicio, con {value} millones de USD en {year}.',
  'summary.counted': 'Las cuotas de áreas, fases y países se apoyan en actividad contada en un registro; las de servicios son supuestas.',
  'summary.assumed':
    'Las cuotas se apoyan en actividad supuesta: aún no se ha contado ningún archivo de registro. Los totales y el crecimiento son publicados.',
  'text.next': 'Lo que las cifras de la red respaldan, primero lo que más pone en juego:',
  'text.next-none': 'Las cifras de la red aún no respaldan ninguna recomendación.',
  'text.voice': 'Lo que centros y promotores dijeron en encuestas publicadas. Cada línea nombra quién preguntó y cuándo.',
  'text.unasked':
    'No consta ninguna encuesta a los promotores de la propia red. Su resultado puede añadirse al libro de evidencia y figurará aquí desde el siguiente informe.',
  'text.no-evidence': 'No consta evidencia sobre esto.',
  'text.global-size':
    'El mercado valía {first} millones de USD en {from} y crece hasta {last} millones de USD en {to} (intervalo del 80 %: de {low} a {high}). El crecimiento publicado es del {published} % al año; el que cumple los dos totales publicados es del {implied} %.',
  'text.map': 'Dónde está el mercado de {year}: regiones por áreas, y cada país por su tamaño y su crecimiento hasta entonces.',
  'text.region':
    'El mercado de {place} valía {first} millones de USD en {from} y crece un {growth} % al año hasta {last} millones de USD en {to} (80 %: de {low} a {high}), el {share} % del mercado mundial.',
  'text.country':
    'El mercado de {place} valía {first} millones de USD en {from} y crece un {growth} % al año hasta {last} millones de USD en {to} (80 %: de {low} a {high}), el {ofRegion} % del de {region} y el {ofWorld} % del mundial.',
  'text.own': 'La red en {place}: {studies}, {places}, {revenue} ganados en doce meses.',
  'text.own-share': 'La red en {place}: {studies}, {places}, {revenue} ganados en doce meses, el {share} % de la gestión de centros.',
  'text.own-none': 'La red no tiene ningún estudio en {place}.',
  'leaders.service': 'Mayor servicio en {year}: {largest}, {last} millones de USD. Mayor TCAC: {fastest}, {growth} %.',
  'leaders.area': 'Mayor área en {year}: {largest}, {last} millones de USD. Mayor TCAC: {fastest}, {growth} %.',
  'leaders.phase': 'Mayor fase en {year}: {largest}, {last} millones de USD. Mayor TCAC: {fastest}, {growth} %.',
  'figure.forecast': 'De {first} millones de USD en {from} a {last} millones de USD en {to}, 80 % entre {low} y {high}.',
  'figure.bars': 'Millones de USD en {from} y en {to}:',
  'figure.bar': '{name} {first} y {last}',
  'figure.scatter': 'Millones de USD y crecimiento anual:',
  'figure.point': '{name} {value}, {growth} %',
  'figure.tornado': 'En cuánto queda el valor de {name} en {year} en ambos extremos, millones de USD:',
  'figure.spots': 'Aumento hasta el último año, {unit}:',
  'text.driver': 'Lo que hace crecer el mercado.',
  'text.challenge': 'Lo que frena a los centros.',
  'text.trend': 'Hacia dónde va el sector.',
  'text.development': 'Fusiones, lanzamientos y aperturas, primero lo último.',
  'text.no-notes': 'Aún no consta nada; las personas de la red pueden escribirlo.',
  'text.forces':
    'Cuán intensa es cada fuerza según las personas de la red, de uno a cinco; lo que figura debajo se propone a partir de la evidencia o lo escribieron ellas.',
  'text.shares':
    'El marco publicado reseña diez empresas, solo por su nombre. No se publicó la cuota de ninguna; una cuota o un dato que alguien añada con su fuente figurará aquí.',
  'text.shares-global':
    'De las diez empresas reseñadas no se conoce ninguna cuota: no se publicó ninguna y no se inventa ninguna. Lo que consta de cada una, y dónde figuraría una cuota, se cuenta en el capítulo «{chapter}».',
  'text.position':
    'Lo que la red ganó de {from} a {to} junto a lo que vale la {service} en los mismos lugares y meses. Los importes en otras monedas se convierten a tipos de cambio supuestos desde el {day}.',
  'text.no-position': 'La red aún no tiene ningún estudio-centro.',
  'text.spots': 'Áreas en países donde el mercado es grande y crece y la red no tiene nada, primero la que más aumenta.',
  'text.no-spots': 'No hay espacios en blanco: la red está en todas las áreas grandes que crecen, o ninguna perspectiva dice cuáles son.',
  'text.pipeline':
    'Estudios-centro que aún pueden generar ingresos: {places}. Por contrato, los participantes por incluir aportarían {contracted}; según la probabilidad supuesta de cada estado cabe esperar {expected} (supuesto). No pueden valorarse: {unvalued}.',
  'text.recommendations': 'Cada una se deduce de las cifras que la acompañan; primero, la que más pone en juego.',
  'text.at-stake': 'En juego: {amount} (modelado).',
  'recommend.enter-area-where-we-are': 'Llevar {area} a {country}, donde ya hay centros.',
  'recommend.enter-country-with-what-we-know': 'Entrar en {country} con {area}, que la red ya conoce.',
  'recommend.enter-anew': 'Estudiar {area} en {country}: área y país nuevos.',
  'recommend.catch-up-with-market': 'Averiguar el retraso frente al mercado en {key}.',
  'recommend.build-on-lead': 'Aprovechar la ventaja frente al mercado en {key}.',
  'recommend.spread-over-countries': 'Diversificar en más países: mucho depende de {key}.',
  'recommend.spread-over-areas': 'Diversificar en más áreas: mucho depende de {key}.',
  'recommend.spread-over-sponsors': 'Diversificar entre más promotores: mucho depende de {key}.',
  'recommend.open-what-waits': 'Abrir lo que espera: {places}.',
  'recommend.enrol-what-is-contracted': 'Incluir lo contratado: {places}, primero {study} en {site}.',
  'text.evidence':
    'Toda la evidencia en que se apoya la perspectiva, con su fuente. Los registros sustituidos o retirados siguen en el libro y no cuentan.',
  'text.assumptions': 'Los {count} supuestos que usa la perspectiva, cada uno con su dispersión.',
  'text.pooled':
    'Supuesto {assumed} (dispersión {assumedSd}) y contado {counted} (dispersión {countedSd}, tendencia de {from} a {to}), en {unit}, combinados según su dispersión.',
  'text.reason': '{names}. {reason}',
  'text.reasons': 'En qué se basa cada uno:',
  'text.no-market': 'No se contó actividad en {place}, así que la perspectiva no da valor a este mercado.',
  'summary.checks': 'Comprobaciones que no se cumplen: {checks}. El capítulo «{chapter}» dice qué se encontró en su lugar.',
  'recommend.title': 'Recomendación {number}. {title}',
  'company.unheld': 'No consta con una fuente: {parts}.',
  'note.scatter-without': 'Los países sin valor no están en la figura.',
  'company.none': 'Aún no consta ningún dato con su fuente.',
};
