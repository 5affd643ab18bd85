// A small reader of our own workbooks: the files in the archive, and the cells of a sheet by their names.
import { inflateRawSync } from 'node:zlib';

/** The files of a workbook; the sizes are taken from its central directory. */
export function filesOfWorkbook(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, size, nameLength, start] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const content = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(content, content + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
  }
  return files;
}

/** A cell as it was written: a number, a text, or the formula of one. */
export type WorkbookCell = { readonly number: number } | { readonly text: string } | { readonly formula: string };

/** The sheets of a workbook in their order, each with its rows; a cell that is not there is null. */
export function sheetsOfWorkbook(bytes: Buffer): { readonly name: string; readonly rows: readonly (readonly (WorkbookCell | null)[])[] }[] {
  const files = filesOfWorkbook(bytes);
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    plain([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((match) => match[1]).join('')),
  );
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) => plain(name));
  return names.map((name, at) => {
    const xml = files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '';
    const rows = [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, cells = '']) => rowOf(cells, strings));
    return { name, rows };
  });
}

function rowOf(xml: string, strings: readonly string[]): (WorkbookCell | null)[] {
  const row: (WorkbookCell | null)[] = [];
  for (const [, column = '', attributes = '', content = ''] of xml.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const place = Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    while (row.length < place) row.push(null);
    const value = /<v>(.*?)<\/v>/s.exec(content)?.[1];
    const formula = /<f>(.*?)<\/f>/s.exec(content)?.[1];
    row.push(formula !== undefined ? { formula: plain(formula) } : value === undefined ? null : cellOf(attributes, value, strings));
  }
  return row;
}

function cellOf(attributes: string, value: string, strings: readonly string[]): WorkbookCell {
  return attributes.includes('t="s"') ? { text: strings[Number(value)] ?? '' } : { number: Number(value) };
}

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
