// The parts of a digital protocol that a schedule names: arms, epochs, cells, encounters and activities with their headings.
import type { SettledSchedule } from './planned-schedule.ts';
import type { Activity, Arm, Cell, Coded, Encounter, Epoch, Named } from './protocol.ts';
import type { Modality } from './schedule.ts';

const VISIT: Coded = { code: 'C25716', decode: 'Visit' };
const IN_PERSON: Coded = { code: 'C175574', decode: 'In Person' };
const MODES: Readonly<Record<Modality, Coded>> = {
  'on-site': IN_PERSON,
  home: IN_PERSON,
  phone: { code: 'C171537', decode: 'Telephone Call' },
  video: { code: 'C171525', decode: 'Audio-Videoconferencing' },
};
const SETTINGS: Readonly<Partial<Record<Modality, Coded>>> = {
  'on-site': { code: 'C51282', decode: 'Clinic' },
  home: { code: 'C18002', decode: 'Home' },
};

/** A part with its key as the name and what people call it as the label. */
export function named(id: string, key: string, name: string): Named {
  return { id, name: key, label: name === key ? null : name, description: null };
}

/** The arms as the schedule lists them. */
export function armParts({ arms }: SettledSchedule): Arm[] {
  return arms.map(({ key, name }, at) => ({ ...named(`StudyArm_${at + 1}`, key, name), type: null }));
}

/** The epochs as the schedule lists them, then those that only visits name. */
export function epochParts({ epochs, visits }: SettledSchedule): Epoch[] {
  const listed = epochs.map(({ key, name }, at): Epoch => {
    const stated = key === name ? {} : { stated: { key } };
    return { ...named(`StudyEpoch_${at + 1}`, key, name), type: null, ...stated };
  });
  const keys = new Set(epochs.map((epoch) => epoch.key));
  const others = [...new Set(visits.flatMap(({ epoch }) => (epoch === null || keys.has(epoch) ? [] : [epoch])))];
  return [
    ...listed,
    ...others.map((key, at): Epoch => ({
      ...named(`StudyEpoch_${listed.length + at + 1}`, key, key),
      type: null,
      stated: { isListed: false },
    })),
  ];
}

/** The arms that pass each epoch: those of its visits, every arm where one of them is for all. */
export function cellParts({ visits }: SettledSchedule, arms: readonly Arm[], epochs: readonly Epoch[]): Cell[] {
  const cells = epochs.flatMap((epoch) => {
    const own = visits.filter((visit) => visit.epoch === (epoch.stated?.key ?? epoch.name));
    const named = new Set(
      own.some((visit) => visit.arms === null) ? arms.map((arm) => arm.name) : own.flatMap((visit) => visit.arms ?? []),
    );
    const passing = named.size === 0 ? arms : arms.filter((arm) => named.has(arm.name));
    return passing.map((arm) => ({ armId: arm.id, epochId: epoch.id, elementIds: [] }));
  });
  return cells.map((cell, at) => ({ id: `StudyCell_${at + 1}`, ...cell }));
}

/** One encounter per visit, with the ways it may take place. */
export function encounterParts({ visits }: SettledSchedule): Encounter[] {
  return visits.map((visit, at) => ({
    ...named(`Encounter_${at + 1}`, visit.key, visit.name),
    type: VISIT,
    contactModes: [...new Set(visit.modalities.map((modality) => MODES[modality]))],
    settings: visit.modalities.flatMap((modality) => SETTINGS[modality] ?? []),
    scheduledAtId: null,
    startRule: null,
    endRule: null,
  }));
}

/** The activities in the order of the grid; a group that is no activity itself gets a heading before its first member. */
export function activityParts({ activities }: SettledSchedule): Activity[] {
  const plain = activities.map(({ key, name }, at): Activity & { childIds: string[] } => ({
    ...named(`Activity_${at + 1}`, key, name),
    childIds: [],
    procedures: [],
    biomedicalConceptIds: [],
    conceptSurrogateIds: [],
    conceptCategoryIds: [],
    timelineId: null,
  }));
  const headings = new Map<string, Activity & { childIds: string[] }>();
  return activities.flatMap(({ group }, at) => {
    const activity = plain[at];
    if (!activity) return [];
    if (group === null) return [activity];
    const owner = plain.find((other, place) => place !== at && (other.label ?? other.name) === group && activities[place]?.group === null);
    const known = owner ?? headings.get(group);
    if (known) {
      known.childIds.push(activity.id);
      return [activity];
    }
    const heading = {
      ...activity,
      ...named(`ActivityGroup_${headings.size + 1}`, group, group),
      childIds: [activity.id],
      stated: { isListed: false as const },
    };
    headings.set(group, heading);
    return [heading, activity];
  });
}
