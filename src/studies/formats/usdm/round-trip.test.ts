// What is written reads again as the same protocol: the sample, and every real file of the test data, against the standard's own schema.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settledSchedule } from '../../rules/planned-schedule.ts';
import type { Coded, Protocol } from '../../rules/protocol.ts';
import { protocolSchedule } from '../../rules/protocol-schedule.ts';
import { protocolSummary } from '../../rules/protocol-summary.ts';
import { readUsdm } from './read-usdm.ts';
import { sampleUsdm } from './sample-usdm.ts';
import { type Schemas, schemaFaults } from './usdm-schema.ts';
import { usdmText, writeUsdm } from './write-usdm.ts';

const usdm = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm');
const absent = !existsSync(usdm);
const files = absent
  ? []
  : ['studies', 'fixtures-gpl']
      .flatMap((folder) => readdirSync(join(usdm, folder)).map((file) => [file, join(usdm, folder, file)] as const))
      .filter(([file]) => file.endsWith('.json'));
const schemas: Schemas = absent
  ? {}
  : (JSON.parse(readFileSync(join(usdm, 'standard', 'USDM_API_v4.json'), 'utf8')) as { components: { schemas: Schemas } }).components
      .schemas;

function protocolOf(content: string | Uint8Array): Protocol {
  const read = readUsdm(content);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

const again = (protocol: Protocol) => protocolOf(usdmText(protocol));
const faultsOf = (protocol: Protocol) => schemaFaults(writeUsdm(protocol), { $ref: '#/components/schemas/Wrapper-Input' }, schemas);

/** What writing changes by its nature: the version of the standard, resolved tags, the places and the inferences of the reading. */
function representable(protocol: Protocol): unknown {
  const [first] = protocol.study.phases;
  const conceptOf = ({ description: _description, ...concept }: Protocol['biomedicalConcepts'][number]) => concept;
  return {
    ...protocol,
    usdmVersion: null,
    warnings: null,
    biomedicalConcepts: protocol.biomedicalConcepts.map(conceptOf),
    designs: protocol.designs.map((design, at) => ({
      ...design,
      phase: design.phase ?? (at === 0 ? ((first as Coded | undefined) ?? null) : null),
      particulars: design.particulars && { ...design.particulars, studyType: null, population: null },
      criteria: design.criteria.map((criterion) => ({ ...criterion, template: criterion.text })),
    })),
  };
}

describe('a written protocol', () => {
  const protocol = protocolOf(JSON.stringify(sampleUsdm()));

  it('[J06] reads again as the same protocol', () => {
    expect(representable(again(protocol))).toEqual(representable(protocol));
    expect(again(protocol).warnings).toEqual([]);
  });

  it('[J06] has the same bytes every time, and again after it was read', () => {
    const text = usdmText(protocol);
    expect(usdmText(protocol)).toBe(text);
    expect(usdmText(protocolOf(text))).toBe(text);
  });

  it('[J06] never gives an id twice', () => {
    const ids: unknown[] = [];
    JSON.stringify(writeUsdm(protocol), (key, value: unknown) => {
      if (key === 'id' && value !== null) ids.push(value);
      return value;
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.skipIf(absent)('[J06] follows the schema of the standard (usdm folder of the test data)', () => {
    expect(faultsOf(protocol)).toEqual([]);
  });
});

describe.skipIf(absent)('real digital protocols written again (usdm folder of the test data)', () => {
  it.each(files)('[J06] %s reads again as the same protocol, with the same schedule', (_name, path) => {
    const protocol = protocolOf(readFileSync(path));
    const back = again(protocol);
    expect(representable(back)).toEqual(representable(protocol));
    for (const firstDay of [0, 1] as const) {
      const { warnings: _was, usdmVersion: _version, ...said } = protocolSummary(protocol, { firstDay });
      expect(protocolSummary(back, { firstDay })).toMatchObject(said);
      expect(settledSchedule(protocolSchedule(back, { firstDay }).schedule)).toEqual(
        settledSchedule(protocolSchedule(protocol, { firstDay }).schedule),
      );
    }
  });

  it.each(files)('[J06] %s is written as the schema of the standard wants it', (_name, path) => {
    expect(faultsOf(protocolOf(readFileSync(path)))).toEqual([]);
  });

  it('[J06] the check against the schema sees what is missing, wrong and unknown', () => {
    const wrapper = { $ref: '#/components/schemas/Wrapper-Input' };
    expect(schemaFaults({ study: { name: '', instanceType: 'Study', more: 1 }, usdmVersion: 4 }, wrapper, schemas)).toEqual([
      '$.study.name is too short',
      '$.study.more is unknown',
      '$.usdmVersion should be string',
    ]);
    expect(schemaFaults({ usdmVersion: '4.0.0' }, wrapper, schemas)).toEqual(['$.study is missing']);
  });
});
