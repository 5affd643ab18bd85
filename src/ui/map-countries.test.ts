// Every country that the map draws has its letters, and they are its own.
import { describe, expect, it } from 'vitest';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { countryOfNumber } from './map-countries.ts';

const drawn = (
  world.objects.countries.geometries as readonly { readonly id?: string; readonly properties: { readonly name: string } }[]
).flatMap(({ id, properties: { name } }) => (id === undefined ? [] : [{ id, name }]));

/** Written otherwise in the file than by Unicode. */
const otherwise: Readonly<Record<string, string>> = {
  EH: 'W. Sahara',
  TF: 'Fr. S. Antarctic Lands',
  CD: 'Dem. Rep. Congo',
  DO: 'Dominican Rep.',
  US: 'United States of America',
  FK: 'Falkland Is.',
  CF: 'Central African Rep.',
  CG: 'Congo',
  GQ: 'Eq. Guinea',
  SZ: 'eSwatini',
  PS: 'Palestine',
  MM: 'Myanmar',
  SB: 'Solomon Is.',
  BA: 'Bosnia and Herz.',
  MK: 'Macedonia',
  SS: 'S. Sudan',
  TT: 'Trinidad and Tobago',
  CI: 'Côte d’Ivoire',
  TR: 'Turkey',
};

describe('the countries of the map', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });

  it('all have letters, each its own', () => {
    const letters = drawn.map(({ id }) => countryOfNumber(id));
    expect(drawn.filter((_, at) => letters[at] === undefined)).toEqual([]);
    expect(new Set(letters).size).toBe(drawn.length);
  });

  it.each(drawn)('$name is known by its letters', ({ id, name }) => {
    const code = countryOfNumber(id) ?? '';
    const plain = (text: string) => text.normalize('NFKD').replaceAll(/[\u0300-\u036F’']/g, '');
    expect([names.of(code), otherwise[code]].map((each) => plain(each ?? ''))).toContain(plain(name));
  });
});
