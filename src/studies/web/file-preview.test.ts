// A look at a protocol file before it is imported: what it holds, or why it is none.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewFile } from './file-preview.ts';

const folder = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm');
const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')) : [];

describe('a look at a protocol file', () => {
  it('counts what the file holds', () => {
    const design = {
      arms: [{}, {}],
      activities: [{}],
      scheduleTimelines: [{ instances: [{}, {}, {}] }],
      studyPhase: { standardCode: { decode: 'Phase III' } },
    };
    const content = JSON.stringify({
      usdmVersion: '3.0.0',
      study: { name: 'X-1', versions: [{ studyDesigns: [design], amendments: [{}] }] },
    });
    expect(previewFile(content)).toEqual({
      ok: true,
      preview: {
        name: 'X-1',
        usdmVersion: '3.0.0',
        phases: ['Phase III'],
        timelines: 1,
        instances: 3,
        activities: 1,
        arms: 2,
        criteria: 0,
        amendments: 1,
        firstDay: null,
      },
    });
  });
  it('says what is wrong with a file that is no protocol', () => {
    expect(previewFile('<xml/>')).toEqual({ ok: false, why: 'notJson' });
    for (const content of ['{}', '[]', 'null', '{"study":{"name":"X","versions":[]}}', '{"study":{"versions":[{}]}}'])
      expect(previewFile(content)).toEqual({ ok: false, why: 'notUsdm' });
  });
  it.skipIf(files.length === 0)('reads the published protocol files', () => {
    const read = files.map((name) => previewFile(readFileSync(join(folder, name), 'utf8')));
    const studies = read.flatMap((outcome) => (outcome.ok ? [outcome.preview] : []));
    expect(studies.length).toBeGreaterThan(0);
    expect(studies.filter((study) => study.timelines === 0)).toEqual([]);
  });
});
