// The file's references: what is there, what is asked for, and what is asked for but not there.
import { list, note, text, texts } from './place.ts';
import type { Findings, Place } from './place.ts';

/** The kinds of things that other places refer to by id. */
export type Kind =
  | 'activity'
  | 'arm'
  | 'biomedical concept'
  | 'concept category'
  | 'concept surrogate'
  | 'criterion item'
  | 'element'
  | 'encounter'
  | 'epoch'
  | 'exit'
  | 'instance'
  | 'organization'
  | 'timeline';

interface Asked {
  readonly kinds: readonly Kind[];
  readonly id: string;
  readonly path: string;
}

/** Ids known and asked for in one scope: the study version, or one design inside it. */
export interface References {
  readonly findings: Findings;
  readonly outer: References | null;
  readonly known: Map<Kind, Set<string>>;
  readonly asked: Asked[];
}

export function references(findings: Findings, outer: References | null = null): References {
  return { findings, outer, known: new Map(), asked: [] };
}

/** Makes an id known; the same id twice among things of one kind is broken, because a reference would be ambiguous. */
export function know(refs: References, kind: Kind, id: string, path: string): void {
  const ids = refs.known.get(kind) ?? new Set<string>();
  refs.known.set(kind, ids);
  if (id !== '' && ids.has(id)) note(refs.findings.broken, 'duplicate-id', `${path}.id`, `The id of this ${kind} is used twice.`);
  ids.add(id);
}

/** Makes the ids of a list known; returns its members by id. */
export function knowList(refs: References, kind: Kind, holder: Place, key: string): Map<string, Place> {
  const members = new Map<string, Place>();
  for (const member of list(holder, key)) {
    const id = text(member, 'id') ?? '';
    know(refs, kind, id, member.path);
    members.set(id, member);
  }
  return members;
}

/** The id under `key`, asked for among `kinds`; null when absent or empty. */
export function reference(refs: References, place: Place, key: string, ...kinds: Kind[]): string | null {
  const id = text(place, key);
  if (id !== null) refs.asked.push({ kinds, id, path: `${place.path}.${key}` });
  return id;
}

/** The ids of a list, each asked for among `kinds`. */
export function referenceList(refs: References, place: Place, key: string, ...kinds: Kind[]): string[] {
  return texts(place, key).map(({ text: id, path }) => {
    refs.asked.push({ kinds, id, path });
    return id;
  });
}

/** Whether the id is known here or in an outer scope. */
export function isKnown(refs: References, kinds: readonly Kind[], id: string): boolean {
  return kinds.some((kind) => refs.known.get(kind)?.has(id)) || (refs.outer !== null && isKnown(refs.outer, kinds, id));
}

/** Writes down every reference that leads nowhere; to be called when the whole scope has been read. */
export function settle(refs: References): void {
  for (const { kinds, id, path } of refs.asked) {
    if (!isKnown(refs, kinds, id))
      note(refs.findings.dangling, 'dangling-reference', path, `No ${kinds.join(' or ')} of this id is in the file.`);
  }
}
