// People see the places their permissions open, nine at most, and never leave the product by signing in.
import { describe, expect, it } from 'vitest';
import type { RoomPage, Session } from '#ui';
import { homeOf, isOpenTo, navEntries, placeOf, safeNext } from './places.ts';

const page = (path: string, order?: number, permission?: string): RoomPage => ({
  path,
  component: undefined as never,
  ...(permission ? { permission } : {}),
  ...(order === undefined ? {} : { nav: { words: 'w', labelKey: path, icon: 'list', order } }),
});
const session = (...permissions: string[]): Session => ({ person: { id: 'a', name: 'A' }, permissions, demo: false, today: '2026-04-13' });

describe('the navigation', () => {
  const pages = [page('/c', 30), page('/a', 10, 'a.see'), page('/b', 20, 'b.see'), page('/hidden')];

  it('holds what the permissions open, in order, and the first of them is home', () => {
    const of = (who: Session) => navEntries(pages, who, (_words, key) => key).map((entry) => entry.to);
    expect(of(session('a.see', 'b.see'))).toEqual(['/a', '/b', '/c']);
    expect(of(session('b.see'))).toEqual(['/b', '/c']);
    expect(homeOf(pages, session('b.see'))).toBe('/b');
    expect(homeOf([], session())).toBeUndefined();
  });
  it('never holds more than nine', () => {
    const many = Array.from({ length: 14 }, (_, n) => page(`/${n}`, n));
    const jobs: RoomPage = { ...page('/jobs'), nav: { words: 'jobs', labelKey: 'jobs', icon: 'clock', order: 1, for: ['interop.import'] } };
    expect(navEntries([jobs], session('interop.import'), (_words, key) => key)).toHaveLength(1);
    expect(navEntries([jobs], session('desk.portal'), (_words, key) => key)).toEqual([]);
    expect(navEntries(many, session(), (_words, key) => key)).toHaveLength(9);
  });
  it('opens a page without a permission to everyone, another only with it', () => {
    expect(isOpenTo(page('/x'), session())).toBe(true);
    expect(isOpenTo(page('/x', 1, 'x.see'), session())).toBe(false);
    expect(isOpenTo(page('/x', 1, 'x.see'), session('x.see'))).toBe(true);
  });
});

describe('the entry that is marked', () => {
  const pages = [
    page('/studies', 30),
    page('/studies/import'),
    page('/studies/$studyId'),
    { ...page('/studies/$studyId/earned'), place: '/money' },
    page('/money', 40),
    { ...page('/contracts/$contractId'), place: '/money' },
    page('/history/$recordId'),
  ];
  it.each([
    ['/studies', '/studies'],
    ['/studies/7', '/studies'],
    ['/studies/import', '/studies'],
    ['/studies/7/earned', '/money'],
    ['/contracts/9', '/money'],
    ['/history/9', undefined],
    ['/studious', undefined],
  ])('%s stands under %s', (address, place) => {
    expect(placeOf(pages, address)).toBe(place);
  });
});

describe('the address after signing in', () => {
  it.each([
    ['/studies/7?tab=a', '/studies/7?tab=a'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/sign-in?next=/', '/'],
    [undefined, '/'],
  ])('%s leads to %s', (next, to) => {
    expect(safeNext(next)).toBe(to);
  });
});
