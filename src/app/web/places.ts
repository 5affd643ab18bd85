// Which pages a person may open, which stand in the navigation, and where the product opens.
import type { NavEntry, NavPlace, RoomPage, Session } from '#ui';

const mayOpen = (page: RoomPage, session: Session): boolean =>
  page.permission === undefined || session.permissions.includes(page.permission);

/** Whether the session opens this page. */
export function isOpenTo(page: RoomPage, session: Session): boolean {
  return mayOpen(page, session);
}

const isFor = ({ for: holders }: NavPlace, session: Session): boolean =>
  holders === undefined || holders.some((permission) => session.permissions.includes(permission));

/** The navigation of a person: allowed places by their order, at most nine. */
export function navEntries(pages: readonly RoomPage[], session: Session, say: (words: string, key: string) => string): readonly NavEntry[] {
  return pages
    .flatMap((page) => (page.nav && mayOpen(page, session) && isFor(page.nav, session) ? [{ page, nav: page.nav }] : []))
    .sort((a, b) => a.nav.order - b.nav.order)
    .slice(0, 9)
    .map(({ page, nav }) => ({ to: page.path, label: say(nav.words, nav.labelKey), icon: nav.icon }));
}

/** Whether an address is one of the page: `/studies/$studyId` is that of `/studies/7`. */
function isAt(page: RoomPage, address: string): boolean {
  const [pattern, parts] = [page.path.split('/'), address.split('/')];
  return pattern.length === parts.length && pattern.every((part, at) => part === parts[at] || (part.startsWith('$') && parts[at] !== ''));
}

/** The entry of the navigation that an address belongs to: what its page names, else the entry whose address begins it. */
export function placeOf(pages: readonly RoomPage[], address: string): string | undefined {
  const named = pages.find((page) => page.path === address) ?? pages.find((page) => isAt(page, address));
  if (named?.place) return named.place;
  return pages.find(({ nav, path }) => nav && (address === path || address.startsWith(`${path}/`)))?.path;
}

/** The first place of a person's navigation: where the product opens. Undefined when nothing is open to them. */
export function homeOf(pages: readonly RoomPage[], session: Session): string | undefined {
  return navEntries(pages, session, (_words, key) => key)[0]?.to;
}

/** The address to return to after signing in: only places inside the product. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
