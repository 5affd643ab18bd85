// Files that were damaged or made to harm: never a throw, never a hang.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocolSummary, protocolSummarySchema } from '../../rules/protocol-summary.ts';
import { readUsdm } from './read-usdm.ts';
import { sampleUsdm } from './sample-usdm.ts';

const sound = JSON.stringify(sampleUsdm());
const bytes = new TextEncoder().encode(sound);

/** Reads and, when taken, summarises; every refusal names its place. */
function process(content: string | Uint8Array): string {
  const read = readUsdm(content);
  if (read.ok) {
    protocolSummarySchema.parse(protocolSummary(read.value, { firstDay: 1 }));
    return 'taken';
  }
  expect(read.detail).toMatchObject({ message: expect.any(String), path: expect.stringMatching(/^\$/) });
  return read.refusal;
}

const edit = fc.record({ at: fc.nat(bytes.length - 1), remove: fc.nat(40), insert: fc.uint8Array({ maxLength: 8 }) });
/** The content with some bytes cut out at one place and others put in. */
function damaged(content: Uint8Array, { at, remove, insert }: { at: number; remove: number; insert: Uint8Array }): Uint8Array {
  const tail = content.subarray(at + remove);
  const head = content.subarray(0, at);
  const result = new Uint8Array(head.length + insert.length + tail.length);
  result.set(head);
  result.set(insert, head.length);
  result.set(tail, head.length + insert.length);
  return result;
}

const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    ' ',
    '__proto__',
    'constructor',
    [],
    {},
    [null],
    [[]],
    [{}],
    ['SCREENING'],
    { id: 'SCREENING' },
    'SCREENING',
    'FIRST_DOSE',
    'P1M',
    'CYCLE_END',
    '<usdm:tag name="min_age"/>',
  ),
  fc.jsonValue(),
);

/** Every place of a JSON value as the steps that lead there. */
function placesOf(value: unknown, steps: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [steps];
  return [steps, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...steps, key]))];
}
const places = placesOf(sampleUsdm()).filter((steps) => steps.length > 0);

describe('damaged and hostile protocol files', () => {
  it('[J06] 2,000 files with damaged bytes are read or refused, never a crash', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        seen.add(process(edits.reduce(damaged, bytes)));
      }),
      { numRuns: 2_000 },
    );
    expect(seen).toContain('not-json');
  });

  it('[J06] 2,000 files with any value replaced by any other are read or refused, never a crash', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), hostileValue), { minLength: 1, maxLength: 3 }), (replacements) => {
        const file: unknown = sampleUsdm();
        for (const [steps, value] of replacements) {
          const holder = steps
            .slice(0, -1)
            .reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined), file);
          if (typeof holder === 'object' && holder !== null)
            Object.defineProperty(holder, steps.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true });
        }
        seen.add(process(JSON.stringify(file)));
      }),
      { numRuns: 2_000 },
    );
    expect([...seen].sort()).toEqual(expect.arrayContaining(['broken-content', 'dangling-reference', 'taken']));
  });

  it('[J06] a depth of 10,000 neither crashes nor hangs, as a file of its own or inside a sound one', () => {
    const deep = `${'{"a":['.repeat(10_000)}1${']}'.repeat(10_000)}`;
    expect(process(deep)).toBe('not-usdm');
    expect(process(sound.replace('"rationale":"Sample"', `"rationale":${deep}`))).toBe('taken');
    expect(process(sound.replace('"studyPhase":', `"studyPhase":${deep},"unused":`))).toBe('taken');
  });

  it('[J06] keys named after the prototype change nothing', () => {
    expect(process(sound.replace('"usdmVersion":"4.0.0"', '"__proto__":{"usdmVersion":"4.0.0"}'))).toBe('unknown-version');
    expect(process(sound.replaceAll('"id":"ACT_LAB"', '"__proto__":{"x":1},"id":"ACT_LAB"'))).toBe('taken');
    expect(process(sound.replaceAll('ACT_LAB', '__proto__').replaceAll('SCREENING', 'constructor'))).toBe('taken');
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('[J06] chains, timings and groups that run in circles end', () => {
    expect(process(sound.replaceAll('"defaultConditionId":null', '"defaultConditionId":"SCREENING"'))).toBe('taken');
    expect(process(sound.replaceAll(/"relativeToScheduledInstanceId":"[A-Z_]+"/g, '"relativeToScheduledInstanceId":"FOLLOW_UP"'))).toBe(
      'taken',
    );
    const circle = readUsdm(sound.replaceAll('"childIds":[]', '"childIds":["ACT_PRESSURE"]'));
    expect(circle.ok && circle.value.warnings.some((warning) => warning.code === 'group-cycle')).toBe(true);
  });

  it('[J06] tags that hold tags end without filling the memory', () => {
    const reference = JSON.stringify('<usdm:tag name="min_age"/>'.repeat(500)).slice(1, -1);
    const read = readUsdm(sound.replace(/(?<="tag":"min_age","reference":")(?:[^"\\]|\\.)*/, () => reference));
    expect(read.ok && (read.value.designs[0]?.criteria[0]?.text.length ?? 0)).toBeLessThan(1_000);
    expect(read.ok && read.value.warnings.map((warning) => warning.code)).toContain('unresolved-tag');
  });

  it('[J06] a chain of 20,000 visits and timings is followed to its end', () => {
    const file = sampleUsdm();
    const [timeline] = file.study.versions[0]?.studyDesigns[0]?.scheduleTimelines ?? [];
    const [visit, , cycle] = [timeline?.instances[0], null, timeline?.timings[2]];
    if (!timeline || !visit || !cycle) throw new Error('the sample has changed');
    const many = 20_000;
    Object.assign(timeline, {
      instances: [
        ...timeline.instances,
        ...Array.from({ length: many }, (_, at) => ({
          ...visit,
          id: `V${at}`,
          name: `V${at}`,
          defaultConditionId: at + 1 < many ? `V${at + 1}` : null,
        })),
      ],
      timings: [
        ...timeline.timings,
        ...Array.from({ length: many }, (_, at) => ({
          ...cycle,
          id: `T${at}`,
          name: `T${at}`,
          relativeFromScheduledInstanceId: `V${at}`,
          relativeToScheduledInstanceId: at + 1 < many ? `V${at + 1}` : 'FIRST_DOSE',
        })),
      ],
    });
    const json = JSON.stringify(file);
    const read = readUsdm(json);
    expect(read.ok && protocolSummary(read.value, { firstDay: 0 }).visits.find((found) => found.instance === 'V0')?.offsetDays).toBe(
      21 * many,
    );
  });
});
