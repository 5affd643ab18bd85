// What every checker needs: the files of the tree, their parsed form, and one way to say what is wrong where.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** One fault: where it stands, which rule it breaks, what to do about it. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly advice: string;
}

const NEVER_ENTERED = new Set(['node_modules', 'dist', 'pictures']);

/** Paths of all files below `root/folder`, relative to `root`, with forward slashes, sorted. A missing folder has no files. */
export function filesBelow(root: string, folder: string): string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  const found: string[] = [];
  for (const entry of readdirSync(start, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || NEVER_ENTERED.has(entry.name)) continue;
    const below = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...filesBelow(root, below));
    else if (entry.isFile()) found.push(below);
  }
  return found.sort();
}

/** Whether the path is TypeScript that we wrote. */
export function isTypeScript(file: string): boolean {
  return /\.tsx?$/.test(file) && !file.endsWith('.d.ts');
}

/** Whether the file is a test of any kind (fast, db, browser, faults). */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** The text of a file of the tree. */
export function textOf(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The syntax tree of a file, with parents set. */
export function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind);
}

/** The line (from 1) on which a node begins, its comments not counted. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Calls `visit` for every node below and including `node`. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Prints one line per violation and the closing sentence; the answer is the exit code. */
export function report(name: string, violations: readonly Violation[], checked: string): number {
  for (const one of violations) console.error(`${one.file}:${one.line}  ${one.rule}  ${one.advice}`);
  const verdict = violations.length === 0 ? 'in order' : `${violations.length} violation${violations.length === 1 ? '' : 's'}`;
  console.log(`${name}: ${verdict} (${checked})`);
  return violations.length === 0 ? 0 : 1;
}

/** Whether the module at `moduleUrl` is the program that was started, not one that was imported. */
export function isProgram(moduleUrl: string): boolean {
  const started = process.argv[1];
  return started !== undefined && pathToFileURL(path.resolve(started)).href === moduleUrl;
}
