// JSON of any size, piece by piece: every value with its line, wherever the pieces part, and what is broken costs as little as can be.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textIn } from './json-value.ts';
import { jsonReader } from './json-values.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A told value with its strings as text. */
function decoded(value: unknown): unknown {
  if (typeof value === 'string') return textIn(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [textIn(key), decoded(one)]));
}

function read(text: string, at: readonly number[] = []) {
  const values: unknown[] = [];
  const rows: number[] = [];
  const broken: number[] = [];
  const reader = jsonReader({
    value: (value, row) => void (values.push(decoded(value)), rows.push(row)),
    broken: (row) => void broken.push(row),
  });
  const bytes = bytesOf(text);
  const marks = [0, ...at.map((place) => place % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length];
  for (const [place, end] of marks.slice(1).entries()) reader.push(bytes.subarray(marks[place], end));
  reader.end();
  return { values, rows, broken };
}

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).filter((value) => !Array.isArray(value));
const study = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((key) => key !== 'studies' && key !== '__proto__'),
  json,
  { minKeys: 1, maxKeys: 4 },
);
const places = fc.array(fc.nat(), { maxLength: 40 });
const forms: Readonly<Record<string, (given: readonly unknown[]) => string>> = {
  'one a line': (given) => given.map((one) => `${JSON.stringify(one)}\r\n`).join('\n'),
  'an array': (given) => JSON.stringify(given),
  'an array, one a line': (given) => `[\n${given.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
  'an array in print': (given) => `\n ${JSON.stringify(given, null, 2)}`,
  'a page': (given) => JSON.stringify({ totalCount: 3, note: { studies: [1, '{"studies":['] }, studies: given, nextPageToken: 'x' }),
  'a page in print': (given) => JSON.stringify({ nextPageToken: 'studies', studies: given }, null, '\t'),
  'a page a line': (given) => given.map((one) => `${JSON.stringify({ studies: [one] })}\n`).join(''),
  'one after the other in print': (given) => given.map((one) => JSON.stringify(one, null, 1)).join('\n'),
  'one after the other': (given) => given.map((one) => JSON.stringify(one)).join(' '),
};

describe('[MKT-10] JSON of a registry', () => {
  it.each(Object.entries(forms))('as %s gives each of its studies once, wherever the pieces part', (_name, written) => {
    fc.assert(
      fc.property(fc.array(study, { maxLength: 6 }), places, (given, at) => {
        const { values, broken } = read(written(given), at);
        expect(values).toEqual(JSON.parse(JSON.stringify(given)));
        expect(broken).toEqual([]);
      }),
    );
  });

  it('names the line on which a study begins', () => {
    expect(read('\n{"a":1}\n\n{"a":2}').rows).toEqual([2, 4]);
    expect(read('[\n  {"a":\n 1},\n  {"a":2}]').rows).toEqual([2, 4]);
  });

  const lines = Array.from({ length: 5 }, (_, at) => JSON.stringify({ id: at, text: `some "text" {[ ${at}`, list: [1, { deep: [{}] }] }));

  it('loses only the line that is cut short or spoilt, whichever it is and wherever it is cut', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), places, (at, where, cuts) => {
        const line = lines[at] ?? '';
        const end = 1 + (where % (line.length - 1));
        const given = lines.with(at, line.slice(0, end));
        const { values, broken } = read(given.join('\n'), cuts);
        expect(broken).toEqual([at + 1]);
        expect(values).toEqual(lines.toSpliced(at, 1).map((one) => JSON.parse(one) as unknown));
      }),
    );
  });

  it('goes on as soon as the next line begins, without gathering what follows', () => {
    const told: unknown[] = [];
    const reader = jsonReader({ value: (value) => void told.push(value), broken: (row) => void told.push(row) });
    reader.push(bytesOf(`{"id":0,"list":[1],\n${lines[1] ?? ''}\n`));
    expect(told).toMatchObject([1, { id: 1 }]);
  });

  it.each([
    ['nothing JSON', 'oops', [1]],
    ['a bare word inside', '{"id":nan}', [1]],
    ['a bracket that does not fit', '{"id":[1}', [1]],
  ])('goes on after a first line with %s', (_name, first, expected) => {
    const { values, broken } = read(`${first}\n${lines.join('\n')}`);
    expect([broken, values.length]).toEqual([expected, 5]);
  });

  it('finds the next member of an array after a broken one, where members begin on lines of their own', () => {
    const printed = JSON.stringify({ studies: lines.map((line) => JSON.parse(line) as unknown) }, null, 2).split('\n');
    const third = printed.findIndex((line) => line.includes('"id": 2'));
    const unclosed = printed.with(third + 1, '      "text": "never closed,').join('\n');
    expect(read(unclosed)).toMatchObject({ broken: [third], values: [{ id: 0 }, { id: 1 }, { id: 3 }, { id: 4 }] });
    const listed = `[\n${lines.with(1, '{"id":1,"text":"never').join(',\n')}\n]`;
    expect(read(listed)).toMatchObject({ broken: [3], values: [{ id: 0 }, { id: 2 }, { id: 3 }, { id: 4 }] });
    const balanced = `[${lines.with(1, '{"id":oops}').join(',')}]`;
    expect(read(balanced)).toMatchObject({ broken: [1], values: [{ id: 0 }, { id: 2 }, { id: 3 }, { id: 4 }] });
  });

  const deep = Array.from({ length: 5 }, (_, id) => ({ id, one: { two: 2 } }));

  it.each([
    ['lacks an opening bracket', '"one": {', '"one": ', 0, [0, 1, 3, 4]],
    ['has one too many', '"one": {', '"one": {"x": {', 0, [0, 1, 3, 4]],
    ['lacks a closing bracket', '}\n  }', '}', 0, [0, 1, 3, 4]],
    ['has a closing bracket too many', '}\n  }', '}\n  }}', 5, [0, 1, 2, 3, 4]],
    ['is followed by a line that is nothing', '}\n  },', '}\n  },\n  oops,', 6, [0, 1, 2, 3, 4]],
  ])('costs no other member when a member of a printed array %s', (_name, sound, spoilt, lines, ids) => {
    const printed = JSON.stringify({ studies: deep }, null, 2).replaceAll('\n  ', '\n');
    const [from, to] = [2, 3].map((at) => printed.indexOf(`{\n    "id": ${at}`)) as [number, number];
    const text = printed.slice(0, from) + printed.slice(from, to).replace(sound, spoilt) + printed.slice(to);
    for (const cuts of [[], Array.from({ length: 60 }, (_, at) => at * 7)]) {
      const { broken, values } = read(text, cuts);
      expect(broken).toEqual([printed.slice(0, from).split('\n').length + lines]);
      expect(values).toEqual(ids.map((id) => deep[id]));
    }
  });

  it('tells what stands among the members of an array and is none', () => {
    expect(read('[1,2,{"id":1},"x",null]')).toMatchObject({ broken: [1, 1, 1, 1], values: [{ id: 1 }] });
    expect(read('[\n{"id":1},\noops,\n{"id":2}\n]')).toMatchObject({ broken: [3], values: [{ id: 1 }, { id: 2 }] });
    expect(read('{"studies":[7]}')).toMatchObject({ broken: [1], values: [] });
  });

  it('says so when nothing after a broken place can be told apart, and when the file ends too early', () => {
    const cut = `[${lines.with(1, '{"id":1,"text":"x"').join(',')}]`;
    expect(read(cut)).toMatchObject({ broken: [1], values: [{ id: 0 }] });
    expect(read(`[${lines.join(',').slice(0, -5)}`)).toMatchObject({ broken: [1], values: [{ id: 0 }, { id: 1 }, { id: 2 }, { id: 3 }] });
    expect(read('{"studies":[{"id":1}')).toMatchObject({ broken: [1], values: [{ id: 1 }] });
  });
});
