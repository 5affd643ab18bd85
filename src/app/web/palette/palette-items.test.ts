// What the palette offers to whom, and in which order.
import { describe, expect, it } from 'vitest';
import { openActions, paletteGroups, sitesFor, type FoundThing, type PaletteItem } from './palette-items.ts';

const line = (group: PaletteItem['group'], label: string, place = ''): PaletteItem => ({
  key: `${group} ${label}`,
  group,
  icon: 'dot',
  label,
  place,
  to: '/x',
});
const offered = [
  line('action', 'Import a protocol'),
  line('page', 'Money'),
  line('page', 'Quality'),
  line('subject', '101-007', 'NLX-301'),
];
const site = (label: string, consent: boolean): FoundThing => ({
  kind: 'study-site',
  id: label,
  label,
  place: ['NLX-301', '101'],
  can: { consent, find: true },
});

describe('the command palette', () => {
  it('offers only actions whose right the person holds', () => {
    const keys = openActions(['studies.import'], (key) => key).map(({ key }) => key);
    expect(keys).toEqual(['import', 'account', 'shortcuts']);
  });
  it('shows what was opened lately first, and does not repeat it', () => {
    const recent = [line('subject', '101-007', 'NLX-301')];
    expect(paletteGroups('', recent, offered).map(({ name }) => name)).toEqual(['recent', 'action', 'page']);
    expect(paletteGroups('101', recent, offered)).toEqual([{ name: 'recent', items: recent }]);
  });
  it('puts the group with the best line first and leaves out pages that do not fit', () => {
    expect(paletteGroups('mon', [], offered).map(({ name, items }) => [name, items.map(({ label }) => label)])).toEqual([
      ['page', ['Money']],
      ['subject', ['101-007']],
    ]);
  });
  it('asks for a site only where the action may be done', () => {
    const sites = sitesFor('consent', [site('Austin', true), site('Osaka', false)], (name) => `Consent at ${name}`);
    expect(sites.map(({ label, to }) => [label, to])).toEqual([['Consent at Austin', '/study-sites/Austin?do=consent']]);
  });
});
