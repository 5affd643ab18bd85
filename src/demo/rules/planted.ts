// The problems planted in the demo network, for pages, indicators and tests to find.
import type { IndicatorKey } from '#monitoring/rules';
import type { Habits } from './course.ts';

/** What is wrong, where, and the sentence in which a person would say it. */
export interface PlantedProblem {
  readonly key: string;
  readonly kind:
    | 'never-enrols'
    | 'under-reports'
    | 'late-visits'
    | 'screen-failures'
    | 'leaves-early'
    | 'misses-procedures'
    | 'leaver'
    | 'unpriced-visit'
    | 'no-contract'
    | 'not-invoiced';
  readonly site: string | null;
  readonly study: string | null;
  readonly sentence: string;
  readonly sentenceEs: string;
  /** The visit that the contract forgot. */
  readonly visit?: string;
  /** The months before the plan's day in which no invoice was made. */
  readonly monthsUninvoiced?: number;
  /** The risk indicators that can show it; none where they do not watch for such a thing. */
  readonly indicators?: readonly IndicatorKey[];
  /** How the place differs from a usual one. */
  readonly habits?: Partial<Habits>;
}

/** How a usual study-site works. */
export const usualHabits: Habits = {
  late: 0.05,
  missed: 0.02,
  notDone: 0.012,
  screenFailure: 0.24,
  leavesMonthly: 0.012,
  adverseEvents: 0.16,
};

/** Every planted problem. Sites and studies are named by code; null means all of them. */
export const planted: readonly PlantedProblem[] = [
  {
    key: 'never-enrols',
    kind: 'never-enrols',
    site: 'OSA',
    study: 'CRD-305',
    sentence: 'Osaka has recruited for nine months and has consented nobody.',
    sentenceEs: 'Osaka lleva nueve meses reclutando y nadie ha firmado el consentimiento.',
    indicators: ['slow-enrolment'],
  },
  {
    key: 'under-reports',
    kind: 'under-reports',
    site: 'SVQ',
    study: null,
    sentence: 'Sevilla tells hardly any adverse events and no missed procedure, with as many visits as its peers.',
    sentenceEs: 'Sevilla apenas comunica acontecimientos adversos ni procedimientos omitidos, con tantas visitas como los demás centros.',
    indicators: ['adverse-events', 'serious-events', 'deviations'],
    habits: { adverseEvents: 0.01, notDone: 0, late: 0 },
  },
  {
    key: 'late-visits',
    kind: 'late-visits',
    site: 'GDL',
    study: null,
    sentence: 'One visit in four at Guadalajara takes place after its window.',
    sentenceEs: 'Una de cada cuatro visitas de Guadalajara se realiza después de su ventana.',
    indicators: ['out-of-window', 'deviations'],
    habits: { late: 0.26 },
  },
  {
    key: 'screen-failures',
    kind: 'screen-failures',
    site: 'JNB',
    study: 'DRM-204',
    sentence: 'Johannesburg fails twice as many at screening in the dermatology study as the others do.',
    sentenceEs: 'En el estudio de dermatología, Johannesburgo descarta en la selección al doble de participantes que los demás centros.',
    indicators: ['screen-failures'],
    habits: { screenFailure: 0.58 },
  },
  {
    key: 'leaves-early',
    kind: 'leaves-early',
    site: 'CHI',
    study: 'CRD-305',
    sentence: 'Participants of the cardiology study leave Chicago four times as often as elsewhere.',
    sentenceEs: 'Los participantes del estudio de cardiología abandonan en Chicago cuatro veces más que en los demás centros.',
    indicators: ['withdrawals'],
    habits: { leavesMonthly: 0.06 },
  },
  {
    key: 'misses-procedures',
    kind: 'misses-procedures',
    site: 'CPT',
    study: null,
    sentence: 'Cape Town leaves one procedure in twelve undone.',
    sentenceEs: 'Ciudad del Cabo deja sin hacer uno de cada doce procedimientos.',
    indicators: ['deviations'],
    habits: { notDone: 0.08 },
  },
  {
    key: 'leaver',
    kind: 'leaver',
    site: 'LHR',
    study: null,
    sentence: 'A coordinator left London six weeks ago and nobody has taken over the visits that were due since.',
    sentenceEs: 'Una coordinadora dejó Londres hace seis semanas y nadie se ha hecho cargo de las visitas previstas desde entonces.',
    indicators: ['missed-visits'],
  },
  {
    key: 'unpriced-visit',
    kind: 'unpriced-visit',
    site: null,
    study: 'NRV-203',
    visit: 'T12',
    sentence: 'The contract of the CNS study forgot the visit of week 12: it takes place and earns nothing.',
    sentenceEs: 'El contrato del estudio del sistema nervioso central olvidó la visita de la semana 12: se realiza y no se cobra.',
  },
  {
    key: 'no-contract',
    kind: 'no-contract',
    site: 'SYD',
    study: 'PVX-310',
    sentence: 'Sydney has worked for the vaccine study since its opening without a signed contract: nothing is earned there.',
    sentenceEs: 'Sídney trabaja en el estudio de la vacuna desde su apertura sin contrato firmado: allí no se devenga nada.',
  },
  {
    key: 'not-invoiced',
    kind: 'not-invoiced',
    site: 'CPT',
    study: 'PVX-310',
    monthsUninvoiced: 5,
    sentence: 'Nobody has invoiced for five months what Cape Town earns in the vaccine study.',
    sentenceEs: 'Nadie ha facturado desde hace cinco meses lo que Ciudad del Cabo devenga en el estudio de la vacuna.',
  },
];

/** How a site works in a study, after every problem planted there. */
export function habitsAt(site: string, study: string): Habits {
  const here = planted.filter((problem) => (problem.site ?? site) === site && (problem.study ?? study) === study);
  return Object.assign({}, usualHabits, ...here.map((problem) => problem.habits ?? {})) as Habits;
}
