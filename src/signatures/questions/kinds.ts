// What rooms offer to be signed: each kind says how its record is shown, who signs it, and what of it waits.
import type { Act } from '#access';
import type { Temporal } from '#lib';
import type { AnswerOf } from '#platform/contract';
import type { signaturesContract } from '../contract.ts';
import type { Place } from '../policy.ts';
import type { Meaning } from '../rules.ts';

export type QueueItem = AnswerOf<(typeof signaturesContract)['toSign']>['items'][number];
export type ReturnedItem = AnswerOf<(typeof signaturesContract)['returned']>[number];

/** A record as a person is shown it before they sign. It holds nothing that changes while the record does not. */
export interface Shown {
  readonly place: Place;
  readonly version: number;
  readonly title: string;
  readonly timeZone: string;
  /** The day of what is signed, where it has one. */
  readonly happenedOn: Temporal.PlainDate | null;
  readonly facts: readonly { readonly name: string; readonly value: string | null }[];
  readonly rows: readonly { readonly name: string; readonly value: string; readonly note: string | null }[];
  /** Why it cannot be signed as it is now: `not-complete`. */
  readonly notReady: string | null;
  /** Who keeps the record and is told when it is returned; null where nobody in particular does, and the coordinators of the site are told. */
  readonly keptBy: string | null;
  /** Of a record about a participant: who, and their number. */
  readonly subjectId: string | null;
  readonly subjectNumber: string | null;
  /** Whose record it is, where nobody else may sign it. */
  readonly onlyBy: string | null;
}

/** A kind of record that is signed. */
export interface Signable {
  /** `visits.source`. */
  readonly kind: string;
  /** Where the trail keeps its records. */
  readonly table: string;
  /** Beside `signatures.sign`, where the record lies. */
  readonly permission: string;
  readonly viewPermission: string;
  readonly meaning: Meaning;
  /**
   * Signed only together with an act of its own room, such as a release, by whoever holds its permission: its holding is the right to sign,
   * and it neither waits in a queue nor is it returned.
   */
  readonly withAct?: true;
  /** What the signature says, in a version of its own: another text is another key. */
  readonly statement: { readonly key: string; readonly text: string };
  /** One record, or null out of scope. */
  readonly show: (act: Act, recordId: string) => Promise<Shown | null>;
  /** The records that wait for the actor, and how many there are beyond the part that is answered. */
  readonly waiting: (act: Act) => Promise<{ readonly items: readonly QueueItem[]; readonly total: number }>;
  /** The records that were returned and not changed since, where the actor may view them. */
  readonly returned: (act: Act) => Promise<readonly ReturnedItem[]>;
}

const kinds = new Map<string, Signable>();

/** Offers a kind of record to be signed. Said once, at the door of the room that keeps the records. */
export function offersToSign(signable: Signable): void {
  kinds.set(signable.kind, signable);
}

/** The kind of this name, or null. */
export function kindOf(kind: string): Signable | null {
  return kinds.get(kind) ?? null;
}

/** Every kind. */
export function allKinds(): Signable[] {
  return [...kinds.values()];
}
