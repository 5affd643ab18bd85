// What the palette offers: pages and actions open to the person, records found, and what they opened lately. Pure.
import type { deskContract } from '#desk/contract';
import { likeness } from '#lib';
import type { AnswerOf } from '#platform/contract';
import type { IconName } from '#ui';

export type FoundThing = AnswerOf<(typeof deskContract)['search']>[number];

/** What is done at a site that is chosen next. */
export type AtSite = 'consent' | 'find';

export type GroupName = 'recent' | 'action' | 'page' | FoundThing['kind'];

/** One line of the palette. */
export interface PaletteItem {
  readonly key: string;
  readonly group: GroupName;
  readonly icon: IconName;
  readonly label: string;
  /** Where it stands, in quiet letters. */
  readonly place: string;
  /** The address it opens. */
  readonly to?: string;
  /** Asks for a site first. */
  readonly at?: AtSite;
  /** Opens the list of shortcuts. */
  readonly shortcuts?: true;
}

/** Lines of one kind under their heading. */
export interface PaletteGroup {
  readonly name: GroupName;
  readonly items: readonly PaletteItem[];
}

/** So many lines of a group are shown. */
export const mostOfGroup = 8;
const addressOf: Readonly<Record<FoundThing['kind'], string>> = {
  subject: '/subjects',
  'study-site': '/study-sites',
  study: '/studies',
  contract: '/contracts',
  person: '/people',
};
const iconOf: Readonly<Record<FoundThing['kind'], IconName>> = {
  subject: 'person',
  'study-site': 'network',
  study: 'book',
  contract: 'money',
  person: 'people',
};

/** A record found, as a line. */
export function itemOf(thing: FoundThing): PaletteItem {
  return {
    key: `${thing.kind} ${thing.id}`,
    group: thing.kind,
    icon: iconOf[thing.kind],
    label: thing.label,
    place: thing.place.join(' · '),
    to: `${addressOf[thing.kind]}/${thing.id}`,
  };
}

/** The sites where the chosen action may be done, as lines that open it. */
export function sitesFor(at: AtSite, things: readonly FoundThing[], labelOf: (site: string) => string): PaletteItem[] {
  return things
    .filter((thing) => thing.kind === 'study-site' && thing.can[at])
    .map((thing) => ({ ...itemOf(thing), label: labelOf(thing.label), to: `/study-sites/${thing.id}?do=${at}` }));
}

/** Actions by the permission they need. */
const actions: readonly (Omit<PaletteItem, 'label' | 'place' | 'group'> & { readonly permission?: string })[] = [
  { key: 'consent', icon: 'plus', at: 'consent', permission: 'subjects.consent' },
  { key: 'find', icon: 'search', at: 'find', permission: 'subjects.identify' },
  { key: 'import', icon: 'file', to: '/studies/import', permission: 'studies.import' },
  { key: 'addPerson', icon: 'people', to: '/people?do=add', permission: 'access.administer' },
  { key: 'account', icon: 'settings', to: '/account' },
  { key: 'shortcuts', icon: 'list', shortcuts: true },
];

/** The actions that a person may do, in words. */
export function openActions(permissions: readonly string[], say: (key: string) => string): PaletteItem[] {
  return actions
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .map(({ permission: _, ...action }) => ({ ...action, group: 'action', label: say(`action.${action.key}`), place: '' }));
}

const namesOf = ({ label, place }: PaletteItem): readonly string[] => [label, place];

/**
 * The groups that fit what was typed. Nothing typed: what was opened lately, actions, pages. Else recent ones that fit come first, and
 * the groups stand by their best line; what stands among the recent is not repeated.
 */
export function paletteGroups(typed: string, recent: readonly PaletteItem[], offered: readonly PaletteItem[]): PaletteGroup[] {
  const fits = (item: PaletteItem) => likeness(typed, namesOf(item));
  const isTyped = typed.trim() !== '';
  const lately = recent.filter((item) => !isTyped || (fits(item) ?? 0) >= 40).slice(0, isTyped ? 3 : 6);
  const shown = new Set(lately.map(({ key }) => key));
  const groups = new Map<GroupName, { best: number; items: { item: PaletteItem; points: number }[] }>();
  for (const item of offered) {
    // What the server found fits by its own count, even where the browser's words say it otherwise.
    const points = fits(item) ?? (item.group === 'action' || item.group === 'page' ? null : 1);
    if (points === null || shown.has(item.key)) continue;
    const group = groups.get(item.group) ?? { best: 0, items: [] };
    group.items.push({ item, points });
    groups.set(item.group, { ...group, best: Math.max(group.best, points) });
  }
  const others = [...groups].sort(([, a], [, b]) => b.best - a.best);
  return [
    ...(lately.length > 0 ? [{ name: 'recent' as const, items: lately }] : []),
    ...others.map(([name, { items }]) => ({
      name,
      items: items
        .sort((a, b) => b.points - a.points)
        .slice(0, mostOfGroup)
        .map(({ item }) => item),
    })),
  ];
}
