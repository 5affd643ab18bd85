// Every word of the pages and of papers in every language: nothing missing, nothing left over, nothing that only looks translated, nothing unused.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, isTest, isTypeScript, parse, textOf, walk } from '../../tools/source.ts';

type Flat = ReadonlyMap<string, string>;

/** The words of one namespace in one Spanish file, and all English ones that are registered with it. */
interface Pair {
  readonly namespace: string;
  readonly english: Map<string, string>;
  /** What the Spanish file calls them, where that is not `words`. */
  readonly exported?: string;
}

const root = process.cwd();
const sources = filesBelow(root, 'src').filter((file) => isTypeScript(file) && !isTest(file) && !file.includes('/gallery/'));

function flat(words: unknown, before = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries((words ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'string') into.set(before + key, value);
    else flat(value, `${before}${key}.`, into);
  }
  return into;
}

/** The value of an object of texts as it is written. */
function literal(node: ts.Node): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node)) return `${literal(node.left)}${literal(node.right)}`;
  if (!ts.isObjectLiteralExpression(node)) return '';
  const entries = node.properties.flatMap((property): [string, unknown][] =>
    ts.isPropertyAssignment(property) && (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name))
      ? [[property.name.text, literal(property.initializer)]]
      : [],
  );
  return Object.fromEntries(entries);
}

/** What an identifier of a file was imported as. */
async function imported(file: string, source: ts.SourceFile, name: string): Promise<unknown> {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || !bindings.elements.some((element) => element.name.text === name)) continue;
    const module = (await import(path.join(root, path.dirname(file), statement.moduleSpecifier.text))) as Record<string, unknown>;
    return module[name];
  }
  return {};
}

async function pairs(): Promise<ReadonlyMap<string, Pair>> {
  const found = new Map<string, Pair>();
  for (const file of sources) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (!text.includes('registerWords(')) continue;
    const source = parse(file, textOf(root, file));
    const calls: ts.CallExpression[] = [];
    walk(source, (node) => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'registerWords') calls.push(node);
    });
    for (const call of calls) {
      const [namespace, languages] = call.arguments;
      if (!namespace || !languages || !ts.isObjectLiteralExpression(languages) || !ts.isStringLiteralLike(namespace)) continue;
      const part = (name: string) =>
        languages.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText() === name) as
          | ts.PropertyAssignment
          | undefined;
      const english = part('en')?.initializer;
      const spanish = /import\('([^']+)'\)/.exec(part('es')?.initializer.getText() ?? '')?.[1];
      const place = spanish ? path.join(path.dirname(file), spanish) : `${namespace.text}: no Spanish`;
      const pair = found.get(place) ?? { namespace: namespace.text, english: new Map<string, string>() };
      const words = english && ts.isIdentifier(english) ? await imported(file, source, english.text) : english && literal(english);
      for (const [key, value] of flat(words)) pair.english.set(key, value);
      found.set(place, pair);
    }
  }
  // A page may register more English of a namespace whose Spanish was named elsewhere.
  for (const [place, { namespace, english }] of found) {
    const other = [...found].find(([file, pair]) => file !== place && pair.namespace === namespace && !file.includes(': no Spanish'));
    if (!place.includes(': no Spanish') || !other) continue;
    for (const [key, value] of english) other[1].english.set(key, value);
    found.delete(place);
  }
  return found;
}

/** What is written on paper is worded by the rules: one English and one Spanish file, each with its parts. */
async function papers(): Promise<ReadonlyMap<string, Pair>> {
  const found = new Map<string, Pair>();
  for (const file of sources.filter((each) => /\/rules\/[^/]+-words\.es\.ts$/.test(each))) {
    const english = (await import(path.join(root, file.replace(/es\.ts$/, 'en.ts')))) as Record<string, unknown>;
    for (const [name, words] of Object.entries(english))
      found.set(file, { namespace: path.basename(file, '.es.ts'), english: flat(words), exported: name.replace('English', 'Spanish') });
  }
  return found;
}

const stem = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const stems = (words: Flat): Set<string> => new Set([...words.keys()].map(stem));
const placeholders = (text: string): string => [...new Set([...text.matchAll(/\{+\s*(\w+)\s*\}+/g)].map(([, name]) => name))].sort().join();

/** Words that Spanish writes as English does. */
const ALIKE =
  /^(Siteward|English|Español|CSV|USDM|SDTM|SAE|CRO|SHA-256|Ctrl K|Total|Normal|Error|Local|Control|Vital|Final|Legal|Plan|Digital|Real|Manual|Sponsor|Monitor|Auditor|Director|Personal|[A-Z]{2,6})$/;

const all = new Map([...(await pairs()), ...(await papers())]);
const spanishOf = async (file: string): Promise<Flat> => {
  const spanish = (await import(path.join(root, file))) as Record<string, unknown>;
  return flat(spanish[all.get(file)?.exported ?? 'words']);
};
const spanishFiles = [...all.keys()].filter((file) => !file.includes(': no Spanish'));
// The trail's words have no English beside them: the server says the English sentence (trail-words.test.ts holds them complete).
const compared = spanishFiles.filter((file) => !file.endsWith('audit/web/trail-words.es.ts'));

describe('the words of the pages', () => {
  it('are all registered with their Spanish', () => {
    expect(compared.length).toBeGreaterThan(12);
    expect([...all.keys()].filter((file) => file.includes(': no Spanish'))).toEqual([]);
    // A Spanish file may be a part of another one.
    const parts = sources
      .filter((file) => file.endsWith('.es.ts'))
      .flatMap((file) =>
        [...textOf(root, file).matchAll(/from '\.\/([^']+\.es\.ts)'/g)].map(([, name]) => path.join(path.dirname(file), name ?? '')),
      );
    const known = new Set([...spanishFiles, ...parts]);
    expect(sources.filter((file) => file.endsWith('.es.ts') && !known.has(file))).toEqual([]);
  });

  it.each(compared)('%s has every key of the English, and no other', async (file) => {
    const [english, spanish] = [stems(all.get(file)?.english ?? new Map()), stems(await spanishOf(file))];
    expect({
      missing: [...english].filter((key) => !spanish.has(key)),
      leftOver: [...spanish].filter((key) => !english.has(key)),
    }).toEqual({ missing: [], leftOver: [] });
  });

  it.each(compared)('%s is translated, and says the same values', async (file) => {
    const english = all.get(file)?.english ?? new Map<string, string>();
    const faults = [...(await spanishOf(file))].flatMap(([key, text]) => {
      const source = english.get(key) ?? english.get(`${stem(key)}_other`) ?? '';
      const bare = text
        .replaceAll(/\{+\w+\}+/g, ' ')
        .replaceAll(/[^\p{L}]+/gu, ' ')
        .trim();
      const isSame = source === text && bare.split(' ').filter((word) => word.length > 3).length > 1 && !ALIKE.test(text);
      const isOther = source !== '' && english.has(key) && placeholders(source) !== placeholders(text);
      return [...(isSame ? [`${key}: ${text}`] : []), ...(isOther ? [`${key}: other values than the English`] : [])];
    });
    expect(faults).toEqual([]);
  });

  it('are all used where they may be said', () => {
    const rooms = new Map([...new Set([...all.keys()].map(roomOf))].map((room) => [room, saidIn(room)]));
    const unused = [...all].flatMap(([file, { namespace, english }]) => {
      const said = rooms.get(roomOf(file)) ?? saidIn(roomOf(file));
      return file.endsWith('trail-words.es.ts')
        ? []
        : [...stems(english)].filter((key) => !isSaid(key, said)).map((key) => `${namespace}: ${key}`);
    });
    expect(unused).toEqual([]);
  });
});

/** What the files of a room write down as text: whole, and as the beginnings and ends of texts with values in them. */
interface Said {
  readonly whole: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
  readonly tails: ReadonlySet<string>;
}

function roomOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function isWordsFile(file: string): boolean {
  return /\.(en|es)\.ts$/.test(file) || (file.endsWith('-words.ts') && textOf(root, file).includes('registerWords('));
}

// Each file is read once, whatever the number of rooms that may say their words in it.
const saidByFile = sources
  .filter((file) => !isWordsFile(file))
  .map((file) => ({ room: roomOf(file), said: saidInFile(file, textOf(root, file)) }));

function saidInFile(file: string, text: string): Said {
  const [whole, heads, tails] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const source = parse(file, text);
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node)) whole.add(node.text);
    else if (ts.isCallExpression(node) && node.arguments[1] && /^named$|(^|\.)called$/.test(node.expression.getText(source))) {
      // What is said by a kind and a key: `named(say, 'kind', key)` on pages, `called('kind', key)` on paper.
      const kind = node.arguments.find((argument) => ts.isStringLiteralLike(argument));
      if (kind && ts.isStringLiteralLike(kind)) heads.add(`${kind.text}.`);
    } else if (ts.isTemplateExpression(node)) {
      heads.add(node.head.text);
      tails.add(node.templateSpans.at(-1)?.literal.text ?? '');
    }
  });
  return { whole, heads, tails };
}

// Words of ui are said everywhere; those of a room by the room, by the desk that shows its records, and by the shell.
function saidIn(room: string): Said {
  const places = saidByFile.filter((each) => room === 'ui' || [room, 'ui', 'desk', 'app'].includes(each.room)).map(({ said }) => said);
  return {
    whole: new Set(places.flatMap(({ whole }) => [...whole])),
    heads: new Set(places.flatMap(({ heads }) => [...heads].filter((head) => head.length > 2))),
    tails: new Set(places.flatMap(({ tails }) => [...tails].filter((tail) => /^[A-Z]\w+$/.test(tail)))),
  };
}

function isSaid(key: string, { whole, heads, tails }: Said): boolean {
  return whole.has(key) || [...heads].some((head) => key.startsWith(head)) || [...tails].some((tail) => key.endsWith(tail));
}
