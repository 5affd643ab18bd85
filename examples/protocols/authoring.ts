// A compact way to write a protocol of one's own: visits as one line each, read into a schedule and put into a digital protocol.
import {
  type ActivityDefinition,
  type PlannedSchedule,
  type PlannedVisit,
  type Protocol,
  type RepeatingBlock,
  phaseTerm,
  scheduleProtocol,
} from '#studies/rules';
import { type AssessmentBook, assessments } from './assessments.ts';
import { impactTerms, officialTitle, reasonTerms, shortTitle, termOf } from './terms.ts';
import { timingOf, windowOf } from './timing.ts';

type Milestone = NonNullable<PlannedVisit['carries']>[number];
type Modality = NonNullable<PlannedVisit['modalities']>[number];

/** One visit as it is written; see {@link visit}. */
export interface WrittenVisit {
  readonly key: string;
  readonly name: string;
  readonly when: string;
  readonly activities: string;
  readonly how?: string;
  readonly carries?: readonly Milestone[];
  readonly arms?: readonly string[];
}

/** Visits that repeat: `every` is a length in days, `window` as in a visit's timing. */
export interface WrittenCycle {
  readonly key: string;
  readonly visits: string;
  readonly every: number;
  readonly window?: string;
  readonly until?: Milestone;
  readonly most?: number;
}

/** An amendment: a reason and, where the change touches participants or data, an impact with what it is about. */
export interface WrittenAmendment {
  readonly number: string;
  readonly summary: string;
  readonly reason: keyof typeof reasonTerms;
  readonly impact?: readonly [keyof typeof impactTerms, string];
}

/** A whole study as a person writes it. */
export interface WrittenProtocol {
  readonly code: string;
  readonly title: string;
  readonly brief: string;
  readonly phase: 'I' | 'II' | 'III' | 'IV';
  readonly area: string;
  readonly condition: string;
  readonly sponsor: string;
  readonly registry: string;
  readonly version: string;
  readonly rationale: string;
  readonly population: string;
  readonly healthy?: true;
  readonly observational?: true;
  /** `parallel`, `crossover` or `single group`. */
  readonly model: 'parallel' | 'crossover' | 'single group' | 'cohort';
  /** Name and kind by key. */
  readonly arms: Readonly<Record<string, readonly [string, 'investigational' | 'active' | 'placebo' | 'observed']>>;
  /** Visits by the name of their epoch. */
  readonly epochs: Readonly<Record<string, readonly WrittenVisit[]>>;
  /** Times within a day or a stay, by the name of the profile; they are entered at a visit and not planned as visits. */
  readonly profiles?: Readonly<Record<string, readonly WrittenVisit[]>>;
  readonly cycles?: readonly WrittenCycle[];
  /** Assessments that only this study has. */
  readonly assessments?: AssessmentBook;
  readonly inclusion: readonly string[];
  readonly exclusion: readonly string[];
  readonly amendments?: readonly WrittenAmendment[];
}

/**
 * A visit: `visit('V3', 'Week 4', 'D29 ±3', 'vitals labs ecg:14')`. `when` is read by {@link timingOf}; the activities are keys of the
 * book of assessments, with `:14` for a result that stays good 14 days; `how` lists the ways it may take place, on site unless told.
 */
export function visit(
  key: string,
  name: string,
  when: string,
  activities: string,
  more: Pick<WrittenVisit, 'how' | 'carries' | 'arms'> = {},
): WrittenVisit {
  return { key, name, when, activities, ...more };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function plannedVisit(
  written: WrittenVisit,
  reference: string,
  place: Pick<PlannedVisit, 'epoch' | 'timeline' | 'isMain'>,
  book: AssessmentBook,
): PlannedVisit {
  const activities = words(written.activities).map((word) => {
    const [key = '', days] = word.split(':');
    const assessment = book[key];
    if (!assessment) throw new Error(`${written.key}: the book has no assessment ${key}`);
    return { key, name: assessment.name, ...(days === undefined ? {} : { validDays: Number(days) }) };
  });
  return {
    key: written.key,
    name: written.name,
    timing: timingOf(written.when, reference),
    modalities: words(written.how ?? 'on-site') as Modality[],
    activities,
    ...(written.carries ? { carries: written.carries } : {}),
    ...(written.arms ? { arms: written.arms } : {}),
    ...place,
  };
}

function blockOf({ key, visits, every, window, until, most }: WrittenCycle): RepeatingBlock {
  const visitKeys = words(visits);
  return {
    key,
    leadKey: visitKeys[0] ?? '',
    visitKeys,
    lengthDays: every,
    ...(window === undefined ? {} : windowOf(window)),
    ...(most === undefined ? {} : { maxCycles: most }),
    ...(until === undefined ? {} : { stopsAt: until }),
  };
}

function referenceOf(visits: readonly WrittenVisit[]): string {
  return visits.find((one) => one.when === 'reference')?.key ?? '';
}

/** The schedule of a written study. Throws where a visit names an assessment or a time that cannot be read. */
export function scheduleOf(study: WrittenProtocol): PlannedSchedule {
  const book = { ...assessments, ...study.assessments };
  const main = Object.values(study.epochs).flat();
  const visits = Object.entries(study.epochs).flatMap(([epoch, own]) =>
    own.map((one) => plannedVisit(one, referenceOf(main), { epoch, timeline: 'Main', isMain: true }, book)),
  );
  const profiles = Object.entries(study.profiles ?? {}).flatMap(([timeline, own]) =>
    own.map((one) => plannedVisit(one, referenceOf(own), { epoch: null, timeline, isMain: false }, book)),
  );
  const all = [...visits, ...profiles];
  const used = new Set(all.flatMap((one) => (one.activities ?? []).map((activity) => activity.key)));
  const activities = Object.entries(book).flatMap(([key, { name, group }]): ActivityDefinition[] =>
    used.has(key) ? [{ key, name, group }] : [],
  );
  return {
    firstDay: 0,
    visits: all,
    blocks: (study.cycles ?? []).map(blockOf),
    epochs: Object.keys(study.epochs).map((name) => ({ key: name, name })),
    arms: Object.entries(study.arms).map(([key, [name]]) => ({ key, name })),
    activities,
  };
}

function criteriaOf({ inclusion, exclusion }: WrittenProtocol): Protocol['designs'][number]['criteria'] {
  const each = (texts: readonly string[], prefix: string, kind: 'Inclusion Criteria' | 'Exclusion Criteria') =>
    texts.map((text, at) => {
      const number = String(at + 1).padStart(2, '0');
      return {
        id: `EligibilityCriterion_${prefix}${number}`,
        name: `${prefix}${number}`,
        label: null,
        description: null,
        identifier: number,
        category: termOf(kind),
        text,
        template: text,
      };
    });
  return [...each(inclusion, 'IN', 'Inclusion Criteria'), ...each(exclusion, 'EX', 'Exclusion Criteria')];
}

function amendmentsOf({ amendments = [] }: WrittenProtocol): Protocol['amendments'] {
  return amendments.map(({ number, summary, reason, impact }, at) => ({
    id: `StudyAmendment_${at + 1}`,
    name: `AMENDMENT_${number}`,
    label: `Amendment ${number}`,
    description: null,
    number,
    summary,
    reasons: [reasonTerms[reason]],
    impacts: impact ? [impact[1]] : [],
    impactKinds: impact ? [{ type: impactTerms[impact[0]], isSubstantial: true }] : [],
    previousId: at === 0 ? null : `StudyAmendment_${at}`,
  }));
}

/** Kinds of arms and epochs and the procedures behind assessments, which a schedule does not know. */
function dressed(protocol: Protocol, study: WrittenProtocol): Protocol {
  const book = { ...assessments, ...study.assessments };
  const [design] = protocol.designs;
  if (!design) return protocol;
  let procedures = 0;
  const activities = design.activities.map((activity) => {
    const procedure = book[activity.name]?.procedure;
    if (procedure === undefined || activity.stated) return activity;
    procedures += 1;
    const code = { code: activity.name, decode: procedure, system: 'urn:siteward:example-procedure', systemVersion: '1' };
    const own = {
      id: `Procedure_${procedures}`,
      name: activity.name.toUpperCase(),
      label: procedure,
      description: null,
      procedureType: 'Assessment',
      code,
    };
    return { ...activity, procedures: [own] };
  });
  const arms = design.arms.map((arm) => ({
    ...arm,
    type: termOf(`${study.arms[arm.name]?.[1] ?? ''} arm`),
    dataOrigin: { type: termOf('data of this study'), description: 'Collected in this study' },
  }));
  const epochs = design.epochs.map((epoch) => ({ ...epoch, type: termOf(`${epoch.name} epoch`) }));
  return { ...protocol, designs: [{ ...design, label: study.brief, arms, epochs, activities }] };
}

/** The study as a protocol; `schedule` where it is written elsewhere. The same study gives the same protocol. */
export function protocol(study: WrittenProtocol, schedule: PlannedSchedule = scheduleOf(study)): Protocol {
  const { code, title, brief, sponsor, registry } = study;
  const phase = phaseTerm([study.phase]);
  const area = { code: study.area, decode: study.area, system: 'urn:siteward:therapeutic-area', systemVersion: '1' };
  const made = scheduleProtocol(schedule, {
    study: {
      name: code,
      versionIdentifier: study.version,
      rationale: study.rationale,
      titles: [
        { type: officialTitle, text: title },
        { type: shortTitle, text: brief },
      ],
      phases: phase ? [phase] : [],
      businessAreas: [area],
      identifiers: [
        { scope: sponsor, scopeType: termOf('company'), value: code },
        { scope: 'Fictional Trials Register', scopeType: termOf('registry'), value: registry },
      ],
      sponsor,
    },
    criteria: criteriaOf(study),
    amendments: amendmentsOf(study),
    therapeuticAreas: [{ code: study.condition, decode: study.condition, system: 'urn:siteward:example-condition', systemVersion: '1' }],
    particulars: {
      ...(study.observational ? { isObservational: true, timePerspective: termOf('prospective') } : {}),
      studyType: termOf(study.observational ? 'observational' : 'interventional'),
      model: termOf(study.model),
      rationale: study.rationale,
      population: {
        id: 'StudyDesignPopulation_1',
        name: 'POPULATION',
        label: study.population,
        description: null,
        includesHealthySubjects: study.healthy === true,
      },
    },
  });
  return dressed(made, study);
}
