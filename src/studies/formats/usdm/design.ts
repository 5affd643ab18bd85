// One study design: arms, epochs, cells, encounters, activities, timelines, criteria.
import type { Activity, Arm, Design, DesignParticulars, Encounter, Epoch, Procedure } from '../../rules/protocol.ts';
import { readCriteria } from './criteria.ts';
import type { Glossary } from './criteria.ts';
import { named } from './named.ts';
import { child, coded, codedList, list, note, quoted, text } from './place.ts';
import type { Place } from './place.ts';
import { knowList, reference, referenceList, references, settle } from './references.ts';
import type { Kind, References } from './references.ts';
import { readStated } from './stated.ts';
import { knowTimeline, readTimeline } from './timeline.ts';

const KINDS: readonly (readonly [string, Kind])[] = [
  ['arms', 'arm'],
  ['epochs', 'epoch'],
  ['elements', 'element'],
  ['encounters', 'encounter'],
  ['activities', 'activity'],
  ['biomedicalConcepts', 'biomedical concept'],
  ['bcSurrogates', 'concept surrogate'],
  ['bcCategories', 'concept category'],
];

function readEncounter(place: Place, timingIds: ReadonlySet<string>): Encounter {
  const scheduledAtId = text(place, 'scheduledAtId');
  const exists = scheduledAtId !== null && timingIds.has(scheduledAtId);
  if (scheduledAtId !== null && !exists)
    note(
      place.findings.warnings,
      'dangling-timing',
      `${place.path}.scheduledAtId`,
      'The encounter refers to a timing that is not in the file.',
    );
  const rule = (key: string): string | null => {
    const found = child(place, key);
    return found && text(found, 'text');
  };
  return {
    ...named(place),
    type: coded(place, 'type'),
    contactModes: codedList(place, 'contactModes'),
    settings: [...codedList(place, 'environmentalSettings'), ...codedList(place, 'environmentalSetting')],
    scheduledAtId: exists ? scheduledAtId : null,
    startRule: rule('transitionStartRule'),
    endRule: rule('transitionEndRule'),
  };
}

function readProcedure(place: Place): Procedure {
  return { ...named(place), procedureType: text(place, 'procedureType'), code: coded(place, 'code') };
}

function readActivity(place: Place, refs: References): Activity {
  const stated = readStated(place, 'activity');
  return {
    ...named(place),
    childIds: referenceList(refs, place, 'childIds', 'activity'),
    procedures: list(place, 'definedProcedures').map(readProcedure),
    biomedicalConceptIds: referenceList(refs, place, 'biomedicalConceptIds', 'biomedical concept'),
    conceptSurrogateIds: referenceList(refs, place, 'bcSurrogateIds', 'concept surrogate'),
    conceptCategoryIds: referenceList(refs, place, 'bcCategoryIds', 'concept category'),
    timelineId: reference(refs, place, 'timelineId', 'timeline'),
    ...(stated ? { stated } : {}),
  };
}

function readArm(place: Place): Arm {
  const dataOrigin = { type: coded(place, 'dataOriginType'), description: text(place, 'dataOriginDescription') };
  const isSaid = dataOrigin.type !== null || dataOrigin.description !== null;
  return { ...named(place), type: coded(place, 'type'), ...(isSaid ? { dataOrigin } : {}) };
}

function readEpoch(place: Place): Epoch {
  const stated = readStated(place, 'epoch');
  return { ...named(place), type: coded(place, 'type'), ...(stated ? { stated } : {}) };
}

/** What the design says of itself; a study is observational by the kind of its design, and in older files by the wording of its type. */
function readParticulars(place: Place): DesignParticulars {
  const [studyType, model, timePerspective] = [coded(place, 'studyType'), coded(place, 'model'), coded(place, 'timePerspective')];
  const isObservational = place.value['instanceType'] === 'ObservationalStudyDesign' || /observational/i.test(studyType?.decode ?? '');
  const rationale = text(place, 'rationale');
  const population = child(place, 'population');
  return {
    ...(isObservational ? { isObservational } : {}),
    ...(studyType ? { studyType } : {}),
    ...(model ? { model } : {}),
    ...(timePerspective ? { timePerspective } : {}),
    ...(rationale === null ? {} : { rationale }),
    ...(population
      ? { population: { ...named(population), includesHealthySubjects: population.value['includesHealthySubjects'] === true } }
      : {}),
  };
}

/** Warns where a group holds itself, directly or through others: whoever unfolds groups would never end. */
function warnGroupCycles(place: Place, activities: readonly Activity[]): void {
  const waiting = new Map(activities.map((activity) => [activity.id, activity.childIds.length]));
  const parents = new Map<string, string[]>();
  for (const activity of activities) {
    for (const childId of activity.childIds) {
      const known = parents.get(childId);
      if (known) known.push(activity.id);
      else parents.set(childId, [activity.id]);
    }
  }
  const ready = activities.filter((activity) => activity.childIds.length === 0).map((activity) => activity.id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const parent of parents.get(id) ?? []) {
      const left = (waiting.get(parent) ?? 0) - 1;
      waiting.set(parent, left);
      if (left === 0) ready.push(parent);
    }
  }
  activities.forEach((activity, at) => {
    if ((waiting.get(activity.id) ?? 0) > 0)
      note(
        place.findings.warnings,
        'group-cycle',
        `${place.path}.activities[${at}].childIds`,
        `The activity group ${quoted(activity.name)} contains itself.`,
      );
  });
}

function warnMissing(place: Place, design: Design): void {
  const { warnings } = place.findings;
  const mains = design.timelines.filter((timeline) => timeline.main).length;
  if (design.timelines.length === 0)
    note(warnings, 'no-timeline', `${place.path}.scheduleTimelines`, `The design ${quoted(design.name)} has no timeline.`);
  else if (mains !== 1)
    note(
      warnings,
      'main-timelines',
      `${place.path}.scheduleTimelines`,
      `The design ${quoted(design.name)} has ${mains} main timelines instead of one.`,
    );
  if (design.encounters.length === 0)
    note(warnings, 'no-encounters', `${place.path}.encounters`, `The design ${quoted(design.name)} has no encounters.`);
  if (design.activities.length === 0)
    note(warnings, 'no-activities', `${place.path}.activities`, `The design ${quoted(design.name)} has no activities.`);
}

/** Reads one design; `version` is the scope of the version's own ids, `items` its criterion items. */
export function readDesign(place: Place, version: References, items: ReadonlyMap<string, Place>, words: Glossary): Design {
  const refs = references(place.findings, version);
  for (const [key, kind] of KINDS) knowList(refs, kind, place, key);
  const timelines = list(place, 'scheduleTimelines');
  for (const timeline of timelines) knowTimeline(timeline, refs);
  const timingIds = new Set(timelines.flatMap((timeline) => list(timeline, 'timings')).map((timing) => text(timing, 'id') ?? ''));
  const activities = list(place, 'activities').map((activity) => readActivity(activity, refs));
  const design: Design = {
    ...named(place),
    particulars: readParticulars(place),
    phase: coded(place, 'studyPhase'),
    therapeuticAreas: codedList(place, 'therapeuticAreas'),
    arms: list(place, 'arms').map(readArm),
    epochs: list(place, 'epochs').map(readEpoch),
    elements: list(place, 'elements').map(named),
    cells: list(place, 'studyCells').map((cell) => ({
      id: text(cell, 'id') ?? '',
      armId: reference(refs, cell, 'armId', 'arm') ?? '',
      epochId: reference(refs, cell, 'epochId', 'epoch') ?? '',
      elementIds: referenceList(refs, cell, 'elementIds', 'element'),
    })),
    encounters: list(place, 'encounters').map((encounter) => readEncounter(encounter, timingIds)),
    activities,
    timelines: timelines.map((timeline) => readTimeline(timeline, refs)),
    criteria: readCriteria(place, items, words, refs),
  };
  warnGroupCycles(place, activities);
  warnMissing(place, design);
  settle(refs);
  return design;
}
