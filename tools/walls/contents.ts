// What stands inside a file: purity, choices in routes, default exports, and names that say nothing.
import path from 'node:path';
import ts from 'typescript';
import { isTest, lineOf, walk, type Violation } from '../source.ts';
import { anatomy, emptyNames, rolesOfOneRoom } from './anatomy.ts';
import { hasAnatomy, placeOf, rankOf } from './place.ts';

/** Where a tool demands a default export. */
const DEFAULT_ALLOWED = /(^|\/)[^/]+\.config\.ts$|^tests\/support\/cluster\.ts$|^tools\/closing-line\.ts$/;

/** Globals a pure file may not touch. */
const IMPURE_GLOBALS = new Set([
  'Date',
  'fetch',
  'process',
  'console',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'globalThis',
  'window',
  'document',
  'localStorage',
]);
const IMPURE_MEMBERS = new Set(['Math.random', 'Temporal.Now', 'Intl.DateTimeFormat().resolvedOptions']);

function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node);
    if (declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

/** Whether the identifier is used as a value or a type, not as a property's or a key's name. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  const isKey =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent);
  return !(isKey && parent.name === node) && !ts.isJsxAttribute(parent);
}

function judgePurity(file: string, role: string, source: ts.SourceFile): Violation[] {
  const own = declaredNames(source);
  const faults: Violation[] = [];
  const say = (node: ts.Node, what: string) =>
    faults.push({ file, line: lineOf(node), rule: 'pure', advice: `${role} is pure: no ${what}; pass it in as an argument` });
  walk(source, (node) => {
    if (ts.isIdentifier(node) && IMPURE_GLOBALS.has(node.text) && !own.has(node.text) && isUse(node)) say(node, node.text);
    if (ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.has(node.getText())) say(node, node.getText());
    if (ts.isAwaitExpression(node) && (role === 'rules' || role === 'policy')) say(node, 'await: rules answer at once');
  });
  return faults;
}

function judgeChoices(file: string, source: ts.SourceFile): Violation[] {
  const faults: Violation[] = [];
  walk(source, (node) => {
    if (ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isConditionalExpression(node))
      faults.push({
        file,
        line: lineOf(node),
        rule: 'routes-choose',
        advice: 'routes map a contract to one action or question: move the choice there',
      });
  });
  return faults;
}

function judgeDefaultExport(file: string, source: ts.SourceFile): Violation[] {
  if (DEFAULT_ALLOWED.test(file)) return [];
  const faults: Violation[] = [];
  const say = (node: ts.Node) => faults.push({ file, line: lineOf(node), rule: 'default-export', advice: 'export it by name' });
  for (const node of source.statements) {
    if (ts.isExportAssignment(node)) say(node);
    else if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword)) say(node);
    else if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      for (const element of node.exportClause.elements) if (element.name.text === 'default') say(element);
    }
  }
  return faults;
}

/** The faults inside one file. */
export function judgeContents(file: string, source: ts.SourceFile): Violation[] {
  const { role } = placeOf(file);
  const faults = judgeDefaultExport(file, source);
  if (isTest(file) || !role) return faults;
  if (anatomy[role]?.pure) faults.push(...judgePurity(file, role, source));
  if (role === 'routes') faults.push(...judgeChoices(file, source));
  return faults;
}

function lastWord(stem: string): string {
  return (stem.split(/[-_]|(?<=[a-z])(?=[A-Z])/).at(-1) ?? stem).toLowerCase();
}

/** The faults of a file's name and place: empty names, style, unknown rooms and unknown roles. */
export function judgeName(file: string, order: readonly string[]): Violation[] {
  const faults: Violation[] = [];
  const say = (rule: string, advice: string) => faults.push({ file, line: 1, rule, advice });
  const parts = file.split('/');
  for (const part of parts) {
    const stem = part.split('.')[0] ?? '';
    if (emptyNames.has(lastWord(stem))) say('empty-name', `'${part}' says nothing: name what it holds`);
  }
  const stem = (path.posix.basename(file).split('.')[0] ?? '').replace(/^_+/, '');
  const isStyled =
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) || (file.includes('.tsx') || isTest(file) ? /^[A-Z][A-Za-z0-9]*$/.test(stem) : false);
  if (/\.tsx?$/.test(file) && !isStyled)
    say('name-style', `'${path.posix.basename(file)}': files are kebab-case, React components PascalCase`);
  const { room, role } = placeOf(file);
  if (parts[0] !== 'src' || parts.length < 3) return faults;
  if (rankOf(room, order) === undefined) say('unknown-room', `'${room}' is not in roomOrder: add it there or move the file`);
  else if (hasAnatomy(room) && !isTest(file) && /\.tsx?$/.test(file) && (!anatomy[role] || (rolesOfOneRoom[role] ?? room) !== room))
    say('unknown-role', `'${parts[2]}' is no role of a room (${Object.keys(anatomy).join(', ')}): a new role needs an ADR`);
  return faults;
}
