// One study design as it is written: arms, epochs, cells, encounters, activities, criteria and its timelines.
import type { Activity, Arm, Coded, Criterion, Design, Encounter } from '../../rules/protocol.ts';
import { type Pen, type Written, linked, writtenName } from './write-parts.ts';
import { writtenTimeline } from './write-timeline.ts';

const INTERVENTIONAL: Coded = { code: 'C98388', decode: 'Interventional Study' };
const OBSERVATIONAL: Coded = { code: 'C16084', decode: 'Observational Study' };

function writtenArm(arm: Arm, pen: Pen): Written {
  return {
    ...writtenName(arm),
    type: pen.code(arm.type),
    dataOriginDescription: arm.dataOrigin?.description ?? '',
    dataOriginType: pen.code(arm.dataOrigin?.type),
    instanceType: 'StudyArm',
  };
}

function rule(name: string, text: string | null, pen: Pen): Written | null {
  return text === null
    ? null
    : { id: pen.id('TransitionRule'), name, label: null, description: null, text, instanceType: 'TransitionRule' };
}

function writtenEncounter(encounter: Encounter, previousId: string | null, nextId: string | null, pen: Pen): Written {
  return {
    ...writtenName(encounter),
    type: pen.code(encounter.type),
    previousId,
    nextId,
    scheduledAtId: encounter.scheduledAtId,
    environmentalSettings: encounter.settings.map(pen.code),
    contactModes: encounter.contactModes.map(pen.code),
    transitionStartRule: rule(`${encounter.id}_START`, encounter.startRule, pen),
    transitionEndRule: rule(`${encounter.id}_END`, encounter.endRule, pen),
    instanceType: 'Encounter',
  };
}

function writtenActivity(activity: Activity, previousId: string | null, nextId: string | null, pen: Pen): Written {
  return {
    ...writtenName(activity),
    extensionAttributes: pen.stated('activity', activity.stated),
    previousId,
    nextId,
    childIds: activity.childIds,
    definedProcedures: activity.procedures.map((procedure) => ({
      ...writtenName(procedure),
      procedureType: procedure.procedureType ?? '',
      code: pen.code(procedure.code),
      instanceType: 'Procedure',
    })),
    biomedicalConceptIds: activity.biomedicalConceptIds,
    bcCategoryIds: activity.conceptCategoryIds,
    bcSurrogateIds: activity.conceptSurrogateIds,
    timelineId: activity.timelineId,
    instanceType: 'Activity',
  };
}

function writtenCriterion(criterion: Criterion, itemId: string, pen: Pen): Written {
  return {
    ...writtenName(criterion),
    category: pen.code(criterion.category),
    identifier: criterion.identifier ?? '',
    criterionItemId: itemId,
    instanceType: 'EligibilityCriterion',
  };
}

/** The criterion's text as an item of the version: its tags are resolved, dictionaries are not kept. */
function writtenItem({ name, text }: Criterion, id: string): Written {
  return { id, name, label: null, description: null, text, dictionaryId: null, instanceType: 'EligibilityCriterionItem' };
}

/** What stands at the end of a design: who takes part, and what a kind of study must say of itself. */
function kindOf({ particulars = {} }: Design, pen: Pen): Written {
  const isObservational = particulars.isObservational === true;
  return {
    studyType: pen.code(particulars.studyType ?? (isObservational ? OBSERVATIONAL : INTERVENTIONAL)),
    model: pen.code(particulars.model),
    ...(isObservational ? { timePerspective: pen.code(particulars.timePerspective) } : {}),
    instanceType: isObservational ? 'ObservationalStudyDesign' : 'InterventionalStudyDesign',
  };
}

/** A design, and the criterion items that the version keeps for it. */
export function writtenDesign(design: Design, phase: Coded | null, pen: Pen): { design: Written; items: Written[] } {
  const criteria = design.criteria.map((criterion) => ({ criterion, itemId: pen.id('EligibilityCriterionItem') }));
  const { population, rationale } = design.particulars ?? {};
  const people = population ?? { id: pen.id('StudyDesignPopulation'), name: 'POPULATION', label: null, description: null };
  const written: Written = {
    ...writtenName(design),
    studyPhase: phase && pen.alias(phase),
    therapeuticAreas: design.therapeuticAreas.map(pen.code),
    rationale: rationale ?? '',
    arms: design.arms.map((arm) => writtenArm(arm, pen)),
    epochs: linked(design.epochs).map(({ thing, previousId, nextId }) => ({
      ...writtenName(thing),
      extensionAttributes: pen.stated('epoch', thing.stated),
      type: pen.code(thing.type),
      previousId,
      nextId,
      instanceType: 'StudyEpoch',
    })),
    elements: design.elements.map((element) => ({ ...writtenName(element), instanceType: 'StudyElement' })),
    studyCells: design.cells.map(({ id, armId, epochId, elementIds }) => ({
      id: pen.kept(id, 'StudyCell'),
      armId,
      epochId,
      elementIds,
      instanceType: 'StudyCell',
    })),
    encounters: linked(design.encounters).map(({ thing, previousId, nextId }) => writtenEncounter(thing, previousId, nextId, pen)),
    activities: linked(design.activities).map(({ thing, previousId, nextId }) => writtenActivity(thing, previousId, nextId, pen)),
    scheduleTimelines: design.timelines.map((timeline) => writtenTimeline(timeline, pen)),
    population: {
      ...writtenName(people),
      includesHealthySubjects: population?.includesHealthySubjects ?? false,
      criterionIds: design.criteria.map((criterion) => criterion.id),
      cohorts: [],
      instanceType: 'StudyDesignPopulation',
    },
    eligibilityCriteria: criteria.map(({ criterion, itemId }) => writtenCriterion(criterion, itemId, pen)),
    ...kindOf(design, pen),
  };
  return { design: written, items: criteria.map(({ criterion, itemId }) => writtenItem(criterion, itemId)) };
}
