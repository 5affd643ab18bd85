// Pages and report call what the market is cut by alike.
import { afterAll, describe, expect, it } from 'vitest';
import { regions } from '#network/rules';
import { setLanguage, wordsOf } from '#ui';
import { speakerOf } from '../rules/report-speaker.ts';
import { areas, phases, services, withoutPhase } from '../rules/taxonomy.ts';
import { keyName } from './names.ts';
import './words.ts';

describe('[MKT-102] services, areas, phases and regions', () => {
  afterAll(() => setLanguage('en'));

  it.each(['en', 'es'] as const)('have one name each on the pages and in the report (%s)', async (language) => {
    await setLanguage(language);
    const { called, say, place } = speakerOf(language);
    const page = (axis: string, keys: readonly string[]) => keys.map((key) => keyName(axis, key, wordsOf('market'), language));
    expect(page('service', services)).toEqual(services.map((key) => called('service', key)));
    expect(page('area', areas)).toEqual(areas.map((key) => called('area', key)));
    expect(page('phase', phases)).toEqual(
      phases.map((key) => (key === withoutPhase ? say('phase.none') : say('phase.name', { phase: key }))),
    );
    expect(page('region', [...regions, 'Unknown'])).toEqual([...regions, 'Unknown'].map(place));
    expect(page('country', ['FR', 'Others (Europe)', 'Unknown'])).toEqual(['FR', 'Others (Europe)', 'Unknown'].map(place));
  });
});
