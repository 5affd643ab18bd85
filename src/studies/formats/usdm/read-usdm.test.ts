// Reading a digital protocol: what is taken, and where what is not taken is broken.
import { describe, expect, it } from 'vitest';
import { readUsdm } from './read-usdm.ts';
import { sampleUsdm } from './sample-usdm.ts';

type Json = Record<string, unknown>;

/** The sample with the value at `path` (dots and indices) replaced, or removed when `value` is undefined. */
function changed(path: string, value: unknown): string {
  const file = sampleUsdm() as unknown as Json;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<Json>((at, step) => at[step] as Json, file);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return JSON.stringify(file);
}

const VERSION = 'study.versions.0';
const DESIGN = `${VERSION}.studyDesigns.0`;
const MAIN = `${DESIGN}.scheduleTimelines.0`;

function refusalOf(content: string | Uint8Array) {
  const read = readUsdm(content);
  return read.ok ? 'taken' : [read.refusal, read.detail['path']];
}

describe('reading a digital protocol', () => {
  it('[J06] takes a sound file as text, as bytes and with a byte order mark', () => {
    const json = JSON.stringify(sampleUsdm());
    const fromText = readUsdm(json);
    expect(fromText.ok && fromText.value.warnings).toEqual([]);
    expect(readUsdm(new TextEncoder().encode(json))).toEqual(fromText);
    expect(readUsdm(new TextEncoder().encode(`\uFEFF${json}`))).toEqual(fromText);
    expect(readUsdm(`\uFEFF${json}`)).toEqual(fromText);
  });

  it('[J06] keeps what an export needs: cells, groups, rules, reasons and texts', () => {
    const read = readUsdm(JSON.stringify(sampleUsdm()));
    if (!read.ok) throw new Error(read.refusal);
    const [design] = read.value.designs;
    expect(design?.cells).toEqual([{ id: 'CELL_1', armId: 'ARM_LOW', epochId: 'EPOCH_TREATMENT', elementIds: ['EL_LOW'] }]);
    expect(design?.activities.find((activity) => activity.id === 'ACT_PRESSURE')).toMatchObject({
      childIds: ['ACT_CUFF'],
      timelineId: 'TL_PRESSURE',
    });
    expect(design?.encounters[3]?.contactModes).toEqual([{ code: 'C171537', decode: 'Telephone Call' }]);
    expect(design?.criteria.map(({ identifier, category, text }) => [identifier, category?.decode, text])).toEqual([
      ['01', 'Inclusion Criteria', '<p>Aged 18 to 75 years</p>'],
      ['02', 'Exclusion Criteria', 'Takes another study drug'],
    ]);
    expect(read.value.amendments).toMatchObject([
      { number: '1', reasons: [{ decode: 'Sponsor decision' }], impacts: ['Longer treatment'] },
    ]);
  });

  it.each([
    ['not-json', '$', ''],
    ['not-json', '$', 'visit,day\n1,0'],
    ['not-json', '$', JSON.stringify(sampleUsdm()).slice(0, 4_000)],
    ['not-usdm', '$', '[]'],
    ['not-usdm', '$', 'null'],
    ['not-usdm', '$.study', '{"resourceType":"Bundle"}'],
    ['not-usdm', '$.study', '{"study":[],"usdmVersion":"4.0.0"}'],
    ['not-usdm', '$.study.versions', changed('study.versions', [])],
    ['not-usdm', '$.study.versions', changed('study.versions', 7)],
    ['unknown-version', '$.usdmVersion', changed('usdmVersion', undefined)],
    ['unknown-version', '$.usdmVersion', changed('usdmVersion', '5.0.0')],
    ['unknown-version', '$.usdmVersion', changed('usdmVersion', '2.6.0')],
    ['unknown-version', '$.usdmVersion', changed('usdmVersion', 'latest')],
    ['no-timeline', '$.study.versions[0].studyDesigns', changed(`${VERSION}.studyDesigns`, [])],
    ['no-timeline', '$.study.versions[0].studyDesigns[0].scheduleTimelines', changed(`${DESIGN}.scheduleTimelines`, undefined)],
    [
      'no-timeline',
      '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].instances',
      changed(`${DESIGN}.scheduleTimelines`, [{ id: 'T', name: 'T', mainTimeline: true, instances: [] }]),
    ],
    ['broken-content', '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].instances', changed(`${MAIN}.instances`, {})],
    [
      'broken-content',
      '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].instances[1]',
      changed(`${MAIN}.instances.1`, 'FIRST_DOSE'),
    ],
    [
      'broken-content',
      '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].instances[1].id',
      changed(`${MAIN}.instances.1.id`, 'SCREENING'),
    ],
    ['broken-content', '$.study.versions[0].studyDesigns[0].encounters[0].id', changed(`${DESIGN}.encounters.0.id`, undefined)],
    ['broken-content', '$.study.versions[0].studyDesigns[0].arms[0].name', changed(`${DESIGN}.arms.0.name`, 'x'.repeat(1_001))],
    ['broken-content', '$.study.name', changed('study.name', null)],
  ])('[J06] refuses as %s at %s', (refusal, path, content) => {
    expect(refusalOf(content)).toEqual([refusal, path]);
  });

  it.each([
    ['entryId', `${MAIN}.entryId`],
    ['next instance', `${MAIN}.instances.0.defaultConditionId`],
    ['encounter', `${MAIN}.instances.0.encounterId`],
    ['epoch', `${MAIN}.instances.0.epochId`],
    ['activity', `${MAIN}.instances.0.activityIds.1`],
    ['branch target', `${MAIN}.instances.3.conditionAssignments.0.conditionTargetId`],
    ['exit', `${MAIN}.instances.4.timelineExitId`],
    ['sub-timeline', `${DESIGN}.activities.3.timelineId`],
    ['group member', `${DESIGN}.activities.3.childIds.0`],
    ['concept', `${DESIGN}.activities.1.biomedicalConceptIds.0`],
    ['cell arm', `${DESIGN}.studyCells.0.armId`],
    ['criterion item', `${DESIGN}.eligibilityCriteria.0.criterionItemId`],
    ['identifier scope', `${VERSION}.studyIdentifiers.0.scopeId`],
  ])('[J06] refuses a file whose %s refers to nothing, and names the place', (_what, path) => {
    expect(refusalOf(changed(path, 'GONE'))).toEqual(['dangling-reference', `$.${path}`.replace(/\.(\d+)(?=\.|$)/g, '[$1]')]);
  });

  it('[J06] a file with its encounters cut out is refused at every visit that names one', () => {
    const read = readUsdm(changed(`${DESIGN}.encounters`, undefined));
    expect(read.ok ? [] : read.detail['findings']).toHaveLength(4);
  });

  it('[J06] a timing that refers to nothing warns and does not refuse', () => {
    const read = readUsdm(changed(`${MAIN}.timings.2.relativeToScheduledInstanceId`, 'GONE'));
    expect(read.ok && read.value.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['dangling-timing', '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].timings[2].relativeToScheduledInstanceId'],
    ]);
  });

  it('[J06] a tag that leads nowhere stays readable and is pointed out', () => {
    const read = readUsdm(
      changed(`${VERSION}.dictionaries.0.parameterMaps.0.reference`, '<usdm:ref klass="Quantity" id="GONE" attribute="value"/>'),
    );
    expect(read.ok && read.value.designs[0]?.criteria[0]?.text).toBe('<p>Aged [min_age] to 75 years</p>');
    expect(read.ok && read.value.warnings.map((warning) => warning.code)).toEqual(['unresolved-tag']);
  });

  it('[J06] a file larger than 50 MB is refused before it is parsed', () => {
    expect(refusalOf(new Uint8Array(50_000_001))).toEqual(['too-large', '$']);
    expect(refusalOf(' '.repeat(50_000_001))).toEqual(['too-large', '$']);
    const wide = readUsdm('ä'.repeat(60), { maxBytes: 100 });
    expect(!wide.ok && wide.refusal).toBe('too-large');
  });

  it('[J06] bytes that are no UTF-8 text are refused', () => {
    expect(refusalOf(new Uint8Array([0xff, 0xfe, 0x7b, 0x00]))).toEqual(['not-json', '$']);
    expect(refusalOf(new Uint8Array([0x7b, 0xc3, 0x28]))).toEqual(['not-json', '$']);
  });

  it('[J06] no refusal repeats what stands in the file', () => {
    const read = readUsdm(changed(`${MAIN}.instances.0.encounterId`, 'Jane Roe'));
    expect(JSON.stringify(read)).not.toContain('Jane Roe');
    expect(JSON.stringify(readUsdm('{"patient": "Jane Roe", '))).not.toContain('Jane Roe');
  });
});
