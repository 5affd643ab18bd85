// Which countries the market names, and where the others stand.
import { describe, expect, it } from 'vitest';
import { marketCountries, marketCountryOf } from './taxonomy.ts';

describe('the market’s countries', () => {
  it('[MKT-01] nineteen are named and the others of each region stand together', () => {
    expect(marketCountries).toHaveLength(24);
    expect(marketCountries.filter(({ region }) => region === 'South America').map(({ key }) => key)).toEqual([
      'AR',
      'BR',
      'CO',
      'Others (South America)',
    ]);
  });

  it('[MKT-01] every country counts under its own name or its region’s others; a code that is none counts nowhere', () => {
    expect(marketCountryOf('KR')).toEqual({ key: 'KR', region: 'Asia Pacific' });
    expect(marketCountryOf('PL')).toEqual({ key: 'Others (Europe)', region: 'Europe' });
    expect(marketCountryOf('XX')).toBeNull();
  });
});
