// Country names of registries: every code has one, and the spellings of today and of years ago end at the same code.
import { describe, expect, it } from 'vitest';
import { countries } from '#network/rules';
import { countriesWithRegistryName, countryOfRegistryName } from './registry-country.ts';

describe('[MKT-13] the name of a country in a registry', () => {
  it('is known for every country', () => {
    expect(countries.filter((code) => !countriesWithRegistryName.has(code))).toEqual([]);
    expect([...countriesWithRegistryName].filter((code) => !countries.includes(code))).toEqual([]);
  });

  it.each([
    ['Korea, Republic of', 'KR'],
    ['South Korea', 'KR'],
    ["Korea, Democratic People's Republic of", 'KP'],
    ['Turkey (Türkiye)', 'TR'],
    ['TÜRKİYE', 'TR'],
    ['Côte D’Ivoire', 'CI'],
    ['The Gambia', 'GM'],
    ['Saint Kitts & Nevis', 'KN'],
    ['Réunion', 'RE'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Former Serbia and Montenegro', 'RS'],
    ['Georgia', 'GE'],
    ['Congo, The Democratic Republic of the', 'CD'],
    ['Congo', 'CG'],
    ['Niger', 'NE'],
    ['USA', 'US'],
    ['gb', 'GB'],
  ])('%s is %s', (name, code) => {
    expect(countryOfRegistryName(name)).toBe(code);
  });

  it.each(['', '(none)', 'Atlantis', 'Europe', 'Unknown', '中国'])('%s is no country’s', (name) => {
    expect(countryOfRegistryName(name)).toBeNull();
  });
});
