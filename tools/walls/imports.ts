// Imports: what a file imports, and whether its place in the house allows it.
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { isTest, lineOf, walk, type Violation } from '../source.ts';
import { anatomy, csvPackages, foundations, rolesOfOneRoom, shellPackages, sqlPackages, testPackages, type RoleRule } from './anatomy.ts';
import { hasAnatomy, placeOf, rankOf, type Place } from './place.ts';

/** One import, type-only ones and re-exports included. `specifier` is undefined when it is computed. */
export interface ImportSeen {
  readonly specifier: string | undefined;
  readonly names: readonly string[];
  readonly line: number;
}

const DOORS = new Set(['', 'contract', 'rules', 'web']);
/** Lib's door to the reader of CSV files, apart from `#lib` so that no page carries the parser. */
const CSV_DOOR = '#lib/csv';
const BUILTIN = new Set(builtinModules);
/** Lib's two impure exports: ids and bytes come into pure code as arguments. */
const IMPURE_NAMES = new Set(['newId', 'randomFillSync']);

function specifierText(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function importedNames(node: ts.ImportDeclaration): string[] {
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

/** All imports of a file: declarations, re-exports, `import()`, `require()` and import types. */
export function importsOf(source: ts.SourceFile): ImportSeen[] {
  const seen: ImportSeen[] = [];
  const add = (node: ts.Node, specifier: string | undefined, names: string[] = []) => seen.push({ specifier, names, line: lineOf(node) });
  walk(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node, specifierText(node.moduleSpecifier), importedNames(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, specifierText(node.moduleSpecifier));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, specifierText(node.argument.literal));
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require'))
      add(node, specifierText(node.arguments[0]));
  });
  return seen;
}

type Fault = readonly [rule: string, advice: string] | undefined;

function judgeRelative(place: Place, rule: RoleRule | undefined, specifier: string): Fault {
  const target = path.posix.join(path.posix.dirname(place.file), specifier);
  const other = placeOf(target);
  // The demo network is the story that the examples tell.
  if (place.room === 'demo' && target.startsWith('examples/')) return undefined;
  if (other.room !== place.room)
    return ['leaves-room', `'${specifier}' leaves ${place.room}: enter the other room by its door, #${other.room || 'room'}`];
  if (isTest(target)) return ['imports-test', `'${specifier}' is a test: move what is shared into the file it tests`];
  if (!rule || other.role === place.role || other.role === '') return undefined;
  if (rolesOfOneRoom[other.role] === place.room && !rule.pure && place.role !== 'web') return undefined;
  if (rule.own === 'all' ? other.role !== 'web' : rule.own.includes(other.role)) return undefined;
  return [
    'role',
    `${place.role} may not import ${other.role} of its own room (allowed: ${rule.own === 'all' ? 'all but web' : rule.own.join(', ') || 'nothing'})`,
  ];
}

function judgeEntry(place: Place, rule: RoleRule, room: string, entry: string): Fault {
  if (room === 'lib' || (room === 'stats' && entry === '' && (place.role === 'rules' || !rule.pure))) return undefined;
  if (place.role === 'web' && room === 'ui') return undefined;
  if (room === 'ui') return ['role', `${place.role} may not import #ui: only web/ draws`];
  if (place.role === 'web' && entry === '')
    return ['web-door', `web/ never imports a door: use #${room}/contract, #${room}/rules or #${room}/web`];
  if (room === 'platform' && entry === '')
    return rule.platform ? undefined : ['role', `${place.role} may not import the platform: pass the value in`];
  const way = entry === '' ? 'door' : (entry as 'contract' | 'rules' | 'web');
  if (rule.left.includes(way)) return undefined;
  if (way === 'door' && !rule.pure && foundations.includes(room)) return undefined;
  return [
    'role',
    `${place.role} may not enter #${room}${entry && `/${entry}`} (allowed: lib${rule.left.map((one) => `, ${one}`).join('')} to the left)`,
  ];
}

function judgeCsvDoor(place: Place, rule: RoleRule | undefined): Fault {
  if (place.room === 'lib') return ['own-door', 'inside lib use relative imports, not its own door'];
  if (place.room === 'stats') return ['role', 'stats takes numbers: whoever calls it reads the file'];
  const isShell = rule ? !rule.pure && place.role !== 'web' : place.room !== 'ui' && !place.file.startsWith('src/app/web/');
  if (isShell || place.role === 'formats') return undefined;
  return ['role', `${place.role || place.room} may not import ${CSV_DOOR}: formats/ and the shell read files`];
}

function judgeDoor(place: Place, rule: RoleRule | undefined, order: readonly string[], specifier: string): Fault {
  if (specifier === CSV_DOOR) return judgeCsvDoor(place, rule);
  const [room = '', ...rest] = specifier.slice(1).split('/');
  const entry = rest.join('/');
  if (specifier === '#platform/testing') return ['testing', '#platform/testing is for tests only'];
  if (!DOORS.has(entry))
    return ['unknown-door', `'${specifier}' is no entry: use #${room}, #${room}/contract, #${room}/rules or #${room}/web`];
  const mine = rankOf(place.room, order);
  const theirs = rankOf(room, order);
  if (theirs === undefined || mine === undefined)
    return ['unknown-room', `'${theirs === undefined ? room : place.room}' is not in roomOrder`];
  if (room === place.room) return ['own-door', `inside ${room} use relative imports, not its own door`];
  if (room === 'app') return ['direction', 'nobody imports app'];
  if (place.room === 'ui' && room !== 'lib') return ['direction', 'ui imports only lib'];
  if (place.room === 'stats' && room !== 'lib') return ['direction', 'stats imports only lib'];
  if (theirs > mine) return ['direction', `${room} stands right of ${place.room}: tell a fact and let it listen, or move the action there`];
  if (room === 'ui' && !hasAnatomy(place.room) && place.room !== 'app')
    return ['direction', `${place.room} does not draw: #ui is for web/ and app`];
  return rule ? judgeEntry(place, rule, room, entry) : undefined;
}

function judgePackage(place: Place, rule: RoleRule | undefined, name: string): Fault {
  const isNode = name.startsWith('node:') || BUILTIN.has(name.split('/')[0] ?? name);
  if (isNode && ['lib', 'stats', 'ui'].includes(place.room)) return ['node', `${place.room} is free of node: modules`];
  if (testPackages.test(name) && !/^src\/platform\/testing(\.ts|\/)/.test(place.file))
    return ['test-package', `'${name}' belongs in tests`];
  if (csvPackages.test(name) && !place.file.startsWith('src/lib/csv/'))
    return ['csv-package', `'${name}' is for lib/csv: read the file by ${CSV_DOOR}`];
  if (!rule) return undefined;
  if (isNode) return rule.node ? undefined : ['node', `${place.role} may not import '${name}': go by the platform, or pass the value in`];
  if (sqlPackages.test(name) && !rule.sql) return ['sql-package', `'${name}' is for tables, store and questions`];
  if ((rule.pure || place.role === 'web') && shellPackages.test(name))
    return ['package', `${place.role} may not import '${name}': it touches the outside world`];
  if (rule.packages && !rule.packages.test(name)) return ['package', `${place.role} may not import the package '${name}'`];
  return undefined;
}

/** The faults of one file's imports. Tests, and files outside `src`, are free of direction. */
export function judgeImports(file: string, imports: readonly ImportSeen[], order: readonly string[]): Violation[] {
  const place = placeOf(file);
  if (place.room === '' || isTest(file)) return [];
  const rule = place.role ? anatomy[place.role] : undefined;
  const faults: Violation[] = [];
  const say = (line: number, fault: Fault) => fault && faults.push({ file, line, rule: fault[0], advice: fault[1] });
  for (const { specifier, names, line } of imports) {
    if (specifier === undefined) say(line, rule && ['computed-import', 'a computed import cannot be checked: name the module']);
    else if (specifier.startsWith('.')) say(line, judgeRelative(place, rule, specifier));
    else if (specifier.startsWith('#')) say(line, judgeDoor(place, rule, order, specifier));
    else say(line, judgePackage(place, rule, specifier));
    const impure = rule?.pure ? names.find((name) => IMPURE_NAMES.has(name)) : undefined;
    if (impure && specifier === '#lib') say(line, ['pure', `${place.role} is pure: take ${impure} as an argument`]);
  }
  return faults;
}
