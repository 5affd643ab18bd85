// What every written part needs: ids that are free and the same for the same protocol, coded terms, extension attributes.
import type { Coded, Named, Protocol } from '../../rules/protocol.ts';
import { STATED_URLS } from './stated.ts';

/** A part of the written file: keys in the order in which they are written. */
export type Written = Readonly<Record<string, unknown>>;

/** Hands out ids and writes terms; one for a whole file. */
export interface Pen {
  /** The next free id of this kind, `Code_1`, `Code_2` ... */
  readonly id: (kind: string) => string;
  /** The id itself, or a free one where the protocol has none. */
  readonly kept: (id: string, kind: string) => string;
  /** A coded term; nothing is written as empty texts, which read as nothing again. */
  readonly code: (term: Coded | null | undefined) => Written;
  readonly alias: (term: Coded | null | undefined) => Written;
  /** Siteward's own words beside a part, as a list to be spread; empty without any. */
  readonly stated: (kind: keyof typeof STATED_URLS, words: unknown) => readonly Written[];
}

const CDISC = 'http://www.cdisc.org';
/** The terminology package whose terms the writer uses of its own accord. */
const CDISC_VERSION = '2024-09-27';

/** Every id of the protocol that is written as it is. */
function takenIds(protocol: Protocol): Set<string> {
  const taken = new Set<string>();
  const take = (things: readonly { readonly id: string }[]) => things.forEach(({ id }) => taken.add(id));
  for (const design of protocol.designs) {
    take([design, ...design.arms, ...design.epochs, ...design.elements, ...design.cells, ...design.encounters, ...design.criteria]);
    take([...design.activities, ...design.activities.flatMap((activity) => activity.procedures), ...design.timelines]);
    for (const timeline of design.timelines) {
      take([...timeline.instances, ...timeline.timings]);
      for (const id of timeline.exitIds) taken.add(id);
      for (const instance of timeline.instances) if (instance.kind === 'decision') take(instance.branches);
    }
    if (design.particulars?.population) take([design.particulars.population]);
  }
  take([...protocol.amendments, ...protocol.biomedicalConcepts, ...protocol.conceptSurrogates, ...(protocol.conceptCategories ?? [])]);
  return taken;
}

/** A pen for one protocol. */
export function penOf(protocol: Protocol): Pen {
  const taken = takenIds(protocol);
  const counts = new Map<string, number>();
  const id = (kind: string): string => {
    let at = counts.get(kind) ?? 0;
    do at += 1;
    while (taken.has(`${kind}_${at}`));
    counts.set(kind, at);
    return `${kind}_${at}`;
  };
  const code = (term: Coded | null | undefined): Written => ({
    id: id('Code'),
    code: term?.code ?? '',
    codeSystem: term ? (term.system ?? CDISC) : '',
    codeSystemVersion: term ? (term.systemVersion ?? (term.system === undefined ? CDISC_VERSION : '')) : '',
    decode: term?.decode ?? '',
    instanceType: 'Code',
  });
  return {
    id,
    kept: (known, kind) => (known === '' ? id(kind) : known),
    code,
    alias: (term) => ({ id: id('AliasCode'), standardCode: code(term), standardCodeAliases: [], instanceType: 'AliasCode' }),
    stated: (kind, words) =>
      words === undefined
        ? []
        : [
            {
              id: id('ExtensionAttribute'),
              url: STATED_URLS[kind],
              valueString: JSON.stringify(words),
              instanceType: 'ExtensionAttribute',
            },
          ],
  };
}

/** Id, name, label and description, as nearly every part carries them. */
export function writtenName({ id, name, label, description }: Named): Written {
  return { id, name, label, description };
}

/** The parts with the ids of their neighbours in the list. */
export function linked<T extends { readonly id: string }>(
  things: readonly T[],
): { thing: T; previousId: string | null; nextId: string | null }[] {
  return things.map((thing, at) => ({ thing, previousId: things[at - 1]?.id ?? null, nextId: things[at + 1]?.id ?? null }));
}
