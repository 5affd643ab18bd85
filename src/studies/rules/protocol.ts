// The protocol as the studies room keeps it: one shape for every version of the digital protocol it was read from.
import type { FirstDay } from './schedule.ts';
import type { StatedActivity, StatedDecision, StatedEpoch, StatedVisit } from './stated.ts';

/** A coded term; `code` as the file gives it (mostly NCI C-codes), `decode` its wording. Without `system` it is a CDISC term. */
export interface Coded {
  readonly code: string;
  readonly decode: string;
  readonly system?: string;
  readonly systemVersion?: string;
}

/** What every named thing of a protocol carries. `label` is null where the file leaves it empty. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly description: string | null;
}

/** `dataOrigin` says where the arm's data come from (this study, history, the real world); absent where the file does not. */
export interface Arm extends Named {
  readonly type: Coded | null;
  readonly dataOrigin?: { readonly type: Coded | null; readonly description: string | null };
}

export interface Epoch extends Named {
  readonly type: Coded | null;
  readonly stated?: StatedEpoch;
}

/** The elements a subject of one arm passes in one epoch. */
export interface Cell {
  readonly id: string;
  readonly armId: string;
  readonly epochId: string;
  readonly elementIds: readonly string[];
}

export interface Encounter extends Named {
  readonly type: Coded | null;
  readonly contactModes: readonly Coded[];
  readonly settings: readonly Coded[];
  /** The timing the encounter is planned at; null where the file names none or one that does not exist. */
  readonly scheduledAtId: string | null;
  readonly startRule: string | null;
  readonly endRule: string | null;
}

export interface Procedure extends Named {
  readonly procedureType: string | null;
  readonly code: Coded | null;
}

/** What is done. A group lists its members in `childIds`; `timelineId` is the sub-timeline the activity runs. */
export interface Activity extends Named {
  readonly childIds: readonly string[];
  readonly procedures: readonly Procedure[];
  readonly biomedicalConceptIds: readonly string[];
  readonly conceptSurrogateIds: readonly string[];
  readonly conceptCategoryIds: readonly string[];
  readonly timelineId: string | null;
  readonly stated?: StatedActivity;
}

/** A point of a timeline at which activities are done; `nextId` is the instance (or exit) that follows by default. */
export interface ActivityInstance extends Named {
  readonly kind: 'activity';
  readonly nextId: string | null;
  readonly epochId: string | null;
  readonly encounterId: string | null;
  readonly activityIds: readonly string[];
  readonly timelineId: string | null;
  readonly exitId: string | null;
  readonly stated?: StatedVisit;
}

/** A branch: `condition` is free text that a person judges, `targetId` the instance, exit or timeline it leads to. */
export interface Branch {
  readonly id: string;
  readonly condition: string;
  readonly targetId: string;
}

/** A point of a timeline at which the way divides; a loop through one is a treatment cycle. */
export interface DecisionInstance extends Named {
  readonly kind: 'decision';
  readonly nextId: string | null;
  readonly epochId: string | null;
  readonly branches: readonly Branch[];
  readonly stated?: StatedDecision;
}

export type Instance = ActivityInstance | DecisionInstance;

export type TimingType = 'Before' | 'After' | 'Fixed Reference';

/** Which ends a timing measures between, as `<of the instance placed> to <of the one it refers to>`. */
export type TimingEnds = 'Start to Start' | 'Start to End' | 'End to Start' | 'End to End';

/**
 * Places `instanceId` relative to `referenceId`. `value` and the unsigned windows are ISO 8601 durations, kept as written.
 * Either id may name nothing (real files do): the reading warns and the day stays unresolved.
 */
export interface Timing extends Named {
  readonly type: TimingType | null;
  readonly value: string | null;
  readonly ends: TimingEnds | null;
  readonly instanceId: string | null;
  readonly referenceId: string | null;
  readonly windowLower: string | null;
  readonly windowUpper: string | null;
}

/** A schedule. The main one carries the visits; the others are entered by an event, an instance or an activity. */
export interface Timeline extends Named {
  readonly main: boolean;
  readonly entryCondition: string | null;
  readonly entryId: string | null;
  readonly instances: readonly Instance[];
  readonly timings: readonly Timing[];
  readonly exitIds: readonly string[];
}

/** `text` has its tags replaced; a tag that leads nowhere stands as `[tag]`. `template` is the text as written. */
export interface Criterion extends Named {
  readonly identifier: string | null;
  readonly category: Coded | null;
  readonly text: string;
  readonly template: string;
}

/** What a design says of itself besides its parts; each absent where the file does not say it. */
export interface DesignParticulars {
  readonly isObservational?: boolean;
  readonly studyType?: Coded;
  readonly model?: Coded;
  readonly timePerspective?: Coded;
  readonly rationale?: string;
  readonly population?: Named & { readonly includesHealthySubjects: boolean };
}

export interface Design extends Named {
  readonly particulars?: DesignParticulars;
  readonly phase: Coded | null;
  readonly therapeuticAreas: readonly Coded[];
  readonly arms: readonly Arm[];
  readonly epochs: readonly Epoch[];
  readonly elements: readonly Named[];
  readonly cells: readonly Cell[];
  readonly encounters: readonly Encounter[];
  readonly activities: readonly Activity[];
  readonly timelines: readonly Timeline[];
  readonly criteria: readonly Criterion[];
}

/** A description of a change, not a diff: compare two versions for changed visits. */
export interface Amendment extends Named {
  readonly number: string | null;
  readonly summary: string | null;
  readonly reasons: readonly Coded[];
  readonly impacts: readonly string[];
  /** What kind each impact is, in the same order; absent in protocols that were not read from a file. */
  readonly impactKinds?: readonly { readonly type: Coded | null; readonly isSubstantial: boolean }[];
  readonly previousId: string | null;
}

/** `scope` is the organization that issued the value. */
export interface StudyIdentifier {
  readonly scope: string | null;
  readonly scopeType: Coded | null;
  readonly value: string;
}

export interface StudyTitle {
  readonly type: Coded | null;
  readonly text: string;
}

export interface StudyIdentity {
  readonly name: string;
  readonly versionIdentifier: string | null;
  readonly rationale?: string;
  readonly titles: readonly StudyTitle[];
  readonly phases: readonly Coded[];
  /** The sponsor's business areas; the disease areas stand at each design. */
  readonly businessAreas: readonly Coded[];
  readonly identifiers: readonly StudyIdentifier[];
  readonly sponsor: string | null;
}

/** Something a person should look at. `path` is the JSON path in the file (`$.study.versions[0]...`). */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

/** A biomedical concept; what it is made of stays in the file. */
export interface Concept extends Named {
  readonly reference?: string;
  readonly code?: Coded;
}

/** A protocol as read. Lists keep the order of the file, so an index here is the index in the file's JSON path. */
export interface Protocol {
  readonly usdmVersion: string;
  readonly study: StudyIdentity;
  readonly designs: readonly Design[];
  readonly amendments: readonly Amendment[];
  readonly biomedicalConcepts: readonly Concept[];
  readonly conceptSurrogates: readonly Named[];
  readonly conceptCategories?: readonly Named[];
  /** How positive offsets of this file are meant, where the file says so (Siteward's own extension). */
  readonly firstDay?: FirstDay;
  readonly warnings: readonly Finding[];
}

/** What people call it: the label, or the name where the label is empty. */
export function labelOf(thing: { readonly name: string; readonly label: string | null }): string {
  return thing.label ?? thing.name;
}

/** Where the first version's designs stand in the file; the one place that knows it besides the reader. */
export function designPath(designIndex: number): string {
  return `$.study.versions[0].studyDesigns[${designIndex}]`;
}
