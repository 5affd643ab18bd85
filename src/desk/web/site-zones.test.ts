// The clocks of a person's sites.
import { describe, expect, it } from 'vitest';
import { zonesOf } from './site-zones.ts';

const at = (name: string, timeZone: string) => ({ site: { name }, timeZone });

describe('the clocks of sites', () => {
  it('names each site once under its zone', () => {
    const sites = [at('Austin', 'America/Chicago'), at('Miami', 'America/New_York'), at('Austin', 'America/Chicago')];
    expect(zonesOf(sites)).toEqual([
      { timeZone: 'America/Chicago', names: 'Austin' },
      { timeZone: 'America/New_York', names: 'Miami' },
    ]);
  });
  it('says none where there are more than a line holds', () => {
    expect(zonesOf(['UTC', 'Asia/Tokyo', 'Europe/Madrid', 'Africa/Johannesburg'].map((zone) => at(zone, zone)))).toEqual([]);
  });
});
