// The words of one design for its schedule: keys, epochs, encounters, activities and arms, looked up by id.
import { type Design, type Encounter, type Epoch, type Instance, type Timeline, designPath, labelOf } from './protocol.ts';
import type { ActivityDefinition } from './planned-schedule.ts';
import type { Modality } from './schedule.ts';
import { clipped } from './storable.ts';

/** Keys stand in indexes, whose entries have a limit. */
const LONGEST_KEY = 200;

/** Hands out keys that are unique in the schedule: the wish itself, else the wish with a second name, else with a number. */
export function keyGiver(): (wish: string, second?: string) => string {
  const given = new Set<string>();
  const used = new Map<string, number>();
  return (name, second) => {
    const wish = clipped(name, LONGEST_KEY);
    let key = given.has(wish) && second ? clipped(`${wish} (${second})`, LONGEST_KEY) : wish;
    let at = used.get(wish) ?? 1;
    while (given.has(key)) key = `${clipped(wish, LONGEST_KEY - 10)} ${++at}`;
    used.set(wish, at);
    given.add(key);
    return key;
  };
}

/** What the parts of a design are called in the schedule. */
export interface DesignWords {
  readonly design: Design;
  readonly path: string;
  /** The main timeline, or null where the design leaves it open. */
  readonly mainId: string | null;
  /** Keys of instances. */
  readonly keys: ReadonlyMap<string, string>;
  readonly instanceIds: ReadonlySet<string>;
  /** What a branch may lead to: keys of instances, names of timelines. */
  readonly targets: ReadonlyMap<string, string>;
  readonly epochs: ReadonlyMap<string, string>;
  readonly encounters: ReadonlyMap<string, Encounter>;
  readonly activities: ReadonlyMap<string, ActivityDefinition>;
  readonly arms: ReadonlyMap<string, readonly string[] | undefined>;
}

const MODES: readonly (readonly [RegExp, Modality])[] = [
  [/tele(?:phone|con)|\bphone\b/i, 'phone'],
  [/video|virtual|web/i, 'video'],
  [/home/i, 'home'],
];

/** How an encounter may take place, by its contact modes; "in person" is at the clinic, at home or both, as its settings say. */
export function modalitiesOf(encounter: Encounter | undefined): Modality[] {
  const places = (encounter?.settings ?? []).map((place): Modality => (/home/i.test(place.decode) ? 'home' : 'on-site'));
  const inPerson: Modality[] = places.length === 0 ? ['on-site'] : places;
  const modes = encounter?.contactModes ?? [];
  const found = modes.flatMap((mode) => MODES.find(([words]) => words.test(mode.decode))?.[1] ?? inPerson);
  return [...new Set(modes.length === 0 ? inPerson : found)];
}

/** What an epoch is called in the schedule. */
export function epochKey(epoch: Epoch): string {
  return epoch.stated?.key ?? labelOf(epoch);
}

/** The arms of each epoch; undefined where every arm passes it or the design says nothing. */
function armsByEpoch(design: Design): Map<string, readonly string[] | undefined> {
  const names = new Map(design.arms.map((arm) => [arm.id, arm.name]));
  const armsOf = new Map(design.epochs.map((epoch) => [epoch.id, new Set<string>()]));
  for (const cell of design.cells) armsOf.get(cell.epochId)?.add(cell.armId);
  return new Map(
    design.epochs.map((epoch) => {
      const arms = armsOf.get(epoch.id) ?? new Set();
      const isAll = arms.size === 0 || arms.size === design.arms.length;
      return [epoch.id, isAll ? undefined : [...arms].map((id) => names.get(id) ?? id)];
    }),
  );
}

/** The activities of a design by id; a group's name stands at its members. */
function activitiesOf(design: Design, giveKey: (wish: string) => string): Map<string, ActivityDefinition> {
  const groups = new Map<string, string>();
  for (const group of design.activities) for (const child of group.childIds) if (!groups.has(child)) groups.set(child, labelOf(group));
  const listed = design.activities.filter((activity) => activity.stated?.isListed !== false);
  return new Map(
    listed.map((activity) => [
      activity.id,
      { key: giveKey(activity.name), name: labelOf(activity), group: groups.get(activity.id) ?? null },
    ]),
  );
}

function mainTimelineOf(design: Design): Timeline | null {
  return design.timelines.find((timeline) => timeline.main) ?? (design.timelines.length === 1 ? (design.timelines[0] ?? null) : null);
}

/** The key that the file states for an instance. */
function keyOf({ stated }: Instance): string | null {
  if (!stated) return null;
  if ('block' in stated || 'decision' in stated) return stated.block?.key ?? stated.decision?.key ?? null;
  return 'key' in stated ? (stated.key ?? null) : null;
}

/** Names everything of a design. The main timeline of the first design is the one that is projected. */
export function wordsOf(
  design: Design,
  index: number,
  giveKey: ReturnType<typeof keyGiver>,
  giveActivityKey: ReturnType<typeof keyGiver>,
): DesignWords {
  // The main timeline is named first, so that its visits keep the names of the file.
  const main = mainTimelineOf(design);
  const inOrder = [...design.timelines].sort((a, b) => Number(b === main) - Number(a === main));
  const keys = new Map(
    inOrder.flatMap((timeline) =>
      timeline.instances.map((instance) => [instance.id, keyOf(instance) ?? giveKey(instance.name, timeline.name)] as const),
    ),
  );
  return {
    design,
    path: designPath(index),
    mainId: index === 0 ? (main?.id ?? null) : null,
    keys,
    instanceIds: new Set(keys.keys()),
    targets: new Map([...design.timelines.map(({ id, name }) => [id, name] as const), ...keys]),
    epochs: new Map(design.epochs.map((epoch) => [epoch.id, epochKey(epoch)])),
    encounters: new Map(design.encounters.map((encounter) => [encounter.id, encounter])),
    activities: activitiesOf(design, giveActivityKey),
    arms: armsByEpoch(design),
  };
}
