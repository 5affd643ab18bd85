// Therapeutic areas: the words that decide, those that only look as if they did, and how often a reader judged the same.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFaults, readCsv } from '#lib/csv';
import { areaAccuracy, areaAccuracyOf, shareOf } from './area-accuracy.ts';
import { type AreaLabel, areaLabels } from './area-labels.ts';
import { areaTerms } from './area-terms.ts';
import { areaHits, readArea, wordsOf } from './area.ts';
import { areas } from './taxonomy.ts';

const real = resolve(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'ctgov');

/** Texts of the studies of the shared files by id: their conditions, else their title. */
function sharedTexts(): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, readonly string[]>();
  const bytesOf = (name: string) => {
    const bytes = readFileSync(join(real, name));
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  };
  const table = (name: string, [id, conditions, title]: readonly [string, string | null, string]) => {
    const wanted = [id, title, ...(conditions === null ? [] : [conditions])];
    const columns = () => ({ required: wanted, optional: [] });
    const read = readCsv({ name, bytes: bytesOf(name) }, { columns, maxBytes: 1e8, faults: fileFaults() });
    for (const row of read?.rows ?? []) {
      const stated = conditions === null ? '' : row.at(conditions);
      if (!texts.has(row.at(id))) texts.set(row.at(id), stated === '' ? [row.at(title)] : stated.split('|'));
    }
  };
  for (const line of bytesOf('studies_api_v2.ndjson.gz').toString().trim().split('\n')) {
    const { protocolSection: study } = JSON.parse(line) as {
      protocolSection: { identificationModule: { nctId: string }; conditionsModule: { conditions: string[] } };
    };
    texts.set(study.identificationModule.nctId, study.conditionsModule.conditions);
  }
  table('ctrialsgov_sample_413.csv.gz', ['nct_id', 'conditions', 'brief_title']);
  table('hfpef/studies.csv', ['NCTId', 'Condition', 'BriefTitle']);
  table('ctgov_search_4145.csv.gz', ['NCT Number', 'Conditions', 'Study Title']);
  table('aact_california_studies.csv.gz', ['nct_id', null, 'title']);
  return texts;
}

describe('[MKT-14] the therapeutic area of a study', () => {
  it.each([
    [['Breast Cancer', 'Depression'], 'Oncology', ['cancer']],
    [['Nicht-kleinzelliges Lungenkarzinom', 'Carcinoma, Non-Small-Cell Lung'], 'Oncology', ['carcinoma']],
    [['Painful Diabetic Neuropathy'], 'CNS', ['neuropathy']],
    [['Neuropathic Pain'], 'Pain management', ['neuropathic pain']],
    [['Fibromyalgia'], 'Pain management', ['fibromyalgia']],
    [['Type2 Diabetes', 'COPD'], 'Endocrine', ['diabetes']],
    [['T2D'], 'Endocrine', ['t 2 d']],
    [['Sleep Apnea, Obstructive'], 'Endocrinology-Respiration', ['sleep apnea']],
    [['Ménière Disease'], 'Others', []],
    [['Post-Traumatic Stress Disorder'], 'CNS', ['stress']],
    [['Stress Urinary Incontinence'], 'Others', ['stress urinary']],
    [['Alcoholic Hepatitis'], 'Others', ['alcoholic hepatitis']],
    [['Respiratory Distress Syndrome, Newborn'], 'Endocrinology-Respiration', ['respiratory distress']],
    [[], 'Others', []],
  ])('of %j is %s, by the words %j', (conditions, area, words) => {
    const { area: read, decidedBy } = readArea(conditions);
    expect([read, decidedBy.map((hit) => hit.words)]).toEqual([area, words]);
  });

  it('does not depend on the order of the conditions, nor on case, accents and punctuation', () => {
    const condition = fc.constantFrom(
      'Asthma',
      'Lung Cancer',
      'Stroke',
      'Low back pain',
      'Obesity',
      'Oxidative stress',
      'Caries',
      'Müdigkeit',
    );
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 6 }), (given) => {
        const { area } = readArea(given);
        expect(readArea(given.toReversed()).area).toBe(area);
        expect(readArea(given.map((one) => ` ${one.toUpperCase()};`)).area).toBe(area);
        expect(readArea([given.join(' / ')]).area).toBe(area);
      }),
    );
  });

  it('can be traced to a term of the table from every word that decided', () => {
    const term = fc.constantFrom(...areas.flatMap((area) => areaTerms[area].split('; ').map((one) => ({ area, term: one }))));
    fc.assert(
      fc.property(term, ({ area, term: one }) => {
        const [hit] = areaHits(one.replaceAll('*', ''));
        expect(hit).toMatchObject({ words: wordsOf(one).join(' ') });
        expect(areas.indexOf(hit?.area ?? 'Others')).toBeGreaterThanOrEqual(0);
        expect(readArea([one.replaceAll('*', '')]).area).toBe(area);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('[MKT-15] how well areas are read', () => {
  it('is told on at least three hundred studies that a reader judged, each once and after the table was finished', () => {
    expect(new Set(areaLabels.map(({ nctId }) => nctId)).size).toBe(areaLabels.length);
    const later = areaLabels.filter(({ judged }) => judged === 'later');
    expect(later.length).toBeGreaterThanOrEqual(300);
    for (const area of areas)
      expect(later.filter((one) => one.area === area && one.from === 'conditions').length).toBeGreaterThanOrEqual(5);
    for (const { nctId } of areaLabels) expect(nctId).toMatch(/^NCT\d{8}$/);
  });

  it('counts right and wrong by area, and gives shares with their interval', () => {
    const told = areaAccuracyOf([
      { judged: 'CNS', read: 'CNS' },
      { judged: 'CNS', read: 'Others' },
      { judged: 'Oncology', read: 'Oncology' },
    ]);
    expect(told).toMatchObject({ studies: 3, right: 2 });
    expect(told.areas.find(({ area }) => area === 'CNS')).toEqual({ area: 'CNS', judged: 2, read: 1, right: 1 });
    expect(shareOf(95, 100)?.from).toBeCloseTo(0.88825, 6);
    expect(shareOf(95, 100)?.to).toBeCloseTo(0.9784563, 6);
    expect(shareOf(0, 0)).toBeNull();
  });

  it.skipIf(!existsSync(real))('is shipped as it is counted on those that were judged later', () => {
    const texts = sharedTexts();
    const counted = (from: AreaLabel['from']) =>
      areaAccuracyOf(
        areaLabels
          .filter((label) => label.judged === 'later' && label.from === from)
          .map(({ nctId, area }) => ({ judged: area, read: readArea(texts.get(nctId) ?? []).area })),
      );
    expect(areaLabels.filter(({ nctId }) => !texts.has(nctId))).toEqual([]);
    expect(areaAccuracy.byConditions).toEqual(counted('conditions'));
    expect(areaAccuracy.byTitle).toEqual(counted('title'));
  });
});
