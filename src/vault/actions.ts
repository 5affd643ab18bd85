// Identities: kept encrypted per person, read for a purpose, corrected, erased, and their keys rotated. Nothing here answers a
// value that the actor may not know, and no refusal carries one.
import type { Act } from '#access';
import { Refusal, found, must } from '#platform';
import { IDENTIFY, canIdentify } from './policy.ts';
import { manyRead } from './contract.ts';
import {
  type Identity,
  type IdentityField,
  acceptValue,
  decideSearch,
  identityFields,
  isAlarming,
  isFindable,
  normalised,
} from './rules.ts';
import * as store from './store.ts';

/** A data key as it is stored, and the version of the key around it. */
interface WrappedKey {
  readonly wrapped: Uint8Array;
  readonly version: number;
}

/** What the vault needs of the installation's keys; the platform's cipher is one. */
export interface VaultKeys {
  readonly version: number;
  readonly newKey: (place: readonly string[]) => WrappedKey;
  readonly rewrap: (key: WrappedKey, place: readonly string[]) => WrappedKey;
  readonly seal: (key: WrappedKey, keyPlace: readonly string[], place: readonly string[], text: string) => Uint8Array;
  readonly open: (key: WrappedKey, keyPlace: readonly string[], place: readonly string[], sealed: Uint8Array) => string;
  readonly digest: (kind: string, normalised: string) => Uint8Array;
}

/** Who is added, or to whom parts are added. */
export type IdentityToAdd =
  | { readonly personId?: undefined; readonly siteId: string; readonly studyId: string; readonly fields: Identity }
  | { readonly personId: string; readonly fields: Identity };

const keyPlace = (personId: string) => ['vault.person', 'wrapped_key', personId];
const valuePlace = (personId: string, field: IdentityField, version: number) => [
  'vault.identity',
  'ciphertext',
  personId,
  field,
  version.toString(),
];

/** Keeps an identity, of a new person unless told; answers the person's id. A field the person already has is refused. */
export async function addIdentity(act: Act, keys: VaultKeys, toAdd: IdentityToAdd): Promise<string> {
  const fields = identityFields.filter((field) => toAdd.fields[field] !== undefined);
  if (fields.length === 0) throw new Refusal('identity-empty', { field: 'fields' });
  const accepted = fields.map((field) => ({ field, value: must(acceptValue(field, toAdd.fields[field] ?? '')) }));
  const { person, key } = toAdd.personId === undefined ? await newPerson(act, keys, toAdd) : await knownPerson(act, toAdd.personId, fields);
  const parts = accepted.map(({ field, value }) => ({
    id: act.newId(),
    indexId: act.newId(),
    field,
    ciphertext: keys.seal(key, keyPlace(person.id), valuePlace(person.id, field, 1), value),
    digest: digestOf(keys, field, value),
  }));
  await store.insertParts(act.tx, person, parts);
  return person.id;
}

async function newPerson(act: Act, keys: VaultKeys, place: { readonly siteId: string; readonly studyId: string }) {
  requireIdentify(act, place);
  const person = { id: act.newId(), siteId: place.siteId, studyId: place.studyId };
  const key = keys.newKey(keyPlace(person.id));
  await store.insertPerson(act.tx, { ...person, ...key });
  return { person, key };
}

async function knownPerson(act: Act, personId: string, fields: readonly IdentityField[]) {
  const person = await identifiable(act, personId);
  const has = await store.loadParts(act.tx, personId);
  const twice = fields.find((field) => has.some((part) => part.field === field));
  if (twice) throw new Refusal('already-exists', { field: twice });
  return { person, key: await keyOf(act, personId) };
}

/**
 * The asked parts of people's identities, by person id; people out of scope and erased ones are absent. Every person read is
 * written down with the purpose in the same transaction: if that cannot be kept, nothing is answered.
 */
export async function readIdentities(
  act: Act,
  keys: VaultKeys,
  personIds: readonly string[],
  fields: readonly IdentityField[],
  purpose: string,
): Promise<Map<string, Identity>> {
  if (purpose.trim().length < 3) throw new Refusal('purpose-required', { field: 'purpose' });
  const people = await store.loadPeople(act.tx, personIds);
  for (const person of people) requireIdentify(act, person);
  const identities = new Map<string, Identity>();
  if (people.length === 0 || fields.length === 0) return identities;
  for (const row of await store.readSealed(
    act.tx,
    people.map((person) => person.id),
    fields,
    purpose.trim(),
  )) {
    const value = keys.open(row, keyPlace(row.personId), valuePlace(row.personId, row.field, row.rowVersion), row.ciphertext);
    identities.set(row.personId, { ...identities.get(row.personId), [row.field]: value });
  }
  await alarmOfMany(act, people);
  return identities;
}

// Found by a search is read as well: the count is of what is written down, whichever way it was read.
async function alarmOfMany(act: Act, people: readonly { readonly siteId: string; readonly studyId: string }[]): Promise<void> {
  const last = people.at(-1);
  const { before, now } = await store.countRead(act.tx, act.actor.id);
  if (last && isAlarming(before, now))
    await act.tell(manyRead, { siteId: last.siteId, studyId: last.studyId, readerId: act.actor.id, people: now });
}

/** Whom to look for, where, and why. */
export interface PeopleSearch {
  readonly siteId: string;
  readonly studyId: string;
  readonly field: IdentityField;
  readonly value: string;
  readonly purpose: string;
}

/**
 * The people of a site and study who have exactly this value, after spelling is evened out; their ids, in no order. The search is
 * written down with its purpose whether it finds somebody or not, each person found as read, and nobody searches without end.
 */
export async function findPeople(act: Act, keys: VaultKeys, search: PeopleSearch): Promise<string[]> {
  const { field, purpose } = search;
  requireIdentify(act, search);
  if (purpose.trim().length < 3) throw new Refusal('purpose-required', { field: 'purpose' });
  const digest = digestOf(keys, field, must(acceptValue(field, search.value)));
  if (digest === null) throw new Refusal('not-findable', { field });
  must(decideSearch(await store.countSearches(act.tx, act.actor.id)));
  const people = await store.findByDigest(act.tx, { ...search, digest, purpose: purpose.trim() });
  if (people.length > 0) await alarmOfMany(act, [search]);
  return people;
}

/** Corrects one part of an identity; the old value stays in the trail as ciphertext under the person's key. Answers its new version. */
export async function amendIdentity(
  act: Act,
  keys: VaultKeys,
  change: { personId: string; field: IdentityField; value: string; version: number },
): Promise<number> {
  const { personId, field, version } = change;
  const value = must(acceptValue(field, change.value));
  await identifiable(act, personId);
  const part = found((await store.loadParts(act.tx, personId)).find((one) => one.field === field));
  const key = await keyOf(act, personId);
  const ciphertext = keys.seal(key, keyPlace(personId), valuePlace(personId, field, version + 1), value);
  if (part.version !== version || !(await store.updatePart(act.tx, personId, field, version, ciphertext, digestOf(keys, field, value))))
    throw new Refusal('version-conflict', { yours: version, current: part.version });
  return version + 1;
}

/**
 * Erases a person: their key is destroyed, so that no copy of their ciphertext opens any more, in rows and in the trail.
 * A backup made before still holds the wrapped key until it is let go.
 */
export async function eraseIdentity(act: Act, personId: string, version: number): Promise<void> {
  const person = await identifiable(act, personId);
  if (!(await store.erase(act.tx, personId, version, act.now)))
    throw new Refusal('version-conflict', { yours: version, current: person.version });
}

/**
 * Wraps keys anew under the newest version, at most `most` of them after the person `after`. Called again with `next`, in a
 * transaction of its own each, until `next` is null. A key that does not open is told by its person and left as it is: one
 * damaged row must not keep the old key in use for everybody else.
 */
export async function rotateKek(
  act: Act,
  keys: VaultKeys,
  part: { readonly most?: number; readonly after?: string | null } = {},
): Promise<{ rewrapped: number; unreadable: string[]; next: string | null }> {
  const most = part.most ?? 500;
  const ids = await store.peopleUnderOlderKeys(act.tx, keys.version, part.after ?? null, most);
  const old = ids.length === 0 ? [] : await store.loadKeys(act.tx, ids);
  const fresh: (store.KeyRow & { was: number })[] = [];
  const unreadable: string[] = [];
  for (const key of old) {
    try {
      fresh.push({ personId: key.personId, was: key.version, ...keys.rewrap(key, keyPlace(key.personId)) });
    } catch {
      unreadable.push(key.personId);
    }
  }
  const rewrapped = fresh.length === 0 ? 0 : await store.replaceKeys(act.tx, fresh);
  return { rewrapped, unreadable, next: ids.length < most ? null : (ids.at(-1) ?? null) };
}

function requireIdentify(act: Act, place: { readonly siteId: string; readonly studyId: string }): void {
  if (!canIdentify(act.actor, place)) throw new Refusal('not-allowed', { permission: IDENTIFY });
}

async function identifiable(act: Act, personId: string): Promise<store.PersonRow> {
  const [person] = await store.loadPeople(act.tx, [personId]);
  const row = found(person);
  requireIdentify(act, row);
  if (row.isErased) throw new Refusal('identity-erased', { personId });
  return row;
}

async function keyOf(act: Act, personId: string): Promise<WrappedKey> {
  return found((await store.loadKeys(act.tx, [personId]))[0]);
}

function digestOf(keys: VaultKeys, field: IdentityField, value: string): Uint8Array | null {
  return isFindable(field) ? keys.digest(field, normalised(field, value)) : null;
}
