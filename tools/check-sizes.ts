// Sizes and first lines: no file and no function grows past what one reader holds. Run by `npm run sizes`.
import path from 'node:path';
import ts from 'typescript';
import { filesBelow, isProgram, isTest, isTypeScript, lineOf, parse, report, textOf, walk, type Violation } from './source.ts';

const FOLDERS = ['src', 'tests', 'tools', 'bench', 'examples'];
/** Folders whose files must say on their first line what they are for. */
const SAYS_PURPOSE = /^(src|tools|bench|examples)\//;

/** Limits in lines. A function is measured from its first line to its closing brace. */
const LIMIT = { file: 400, test: 600, sql: 600, look: 250, func: 49, component: 119 } as const;

/** What was looked at, what is wrong, and what deserves a second look. */
export interface SizesSeen {
  readonly violations: readonly Violation[];
  readonly warnings: readonly string[];
  readonly files: number;
  readonly functions: number;
}

type Named = { readonly name: string; readonly node: ts.Node };

function functionOf(node: ts.Node): Named | undefined {
  if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return undefined;
  if (node.name) return { name: node.name.getText(), node };
  const holder = node.parent;
  if ((ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder)) && ts.isIdentifier(holder.name))
    return { name: holder.name.text, node };
  return { name: 'anonymous', node };
}

/** `describe(...)` in any of its forms: its callback is a chapter, not a function. */
function isDescribeCallback(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

function countLines(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - lineOf(node);
}

function judgeFunctions(file: string, source: ts.SourceFile): { violations: Violation[]; functions: number } {
  const violations: Violation[] = [];
  let functions = 0;
  walk(source, (node) => {
    const found = functionOf(node);
    if (!found) return;
    functions += 1;
    if (isDescribeCallback(node)) return;
    const isComponent = file.endsWith('.tsx') && /^[A-Z]/.test(found.name);
    const limit = isComponent ? LIMIT.component : LIMIT.func;
    const lines = countLines(node);
    if (lines > limit)
      violations.push({
        file,
        line: lineOf(node),
        rule: 'long-function',
        advice: `${found.name} has ${lines} lines, the limit is ${limit}: name its parts`,
      });
  });
  return { violations, functions };
}

function saysPurpose(text: string): boolean {
  const [first = '', second = ''] = text.split('\n');
  return /^\/\/\s*\S.{9,}/.test(first.startsWith('#!') ? second : first);
}

function limitFor(file: string): number {
  if (file.endsWith('.sql')) return LIMIT.sql;
  return isTest(file) ? LIMIT.test : LIMIT.file;
}

/** Checks the tree at `root`. */
export function checkSizes(root: string): SizesSeen {
  const violations: Violation[] = [];
  const warnings: string[] = [];
  let functions = 0;
  const scripts = FOLDERS.flatMap((folder) => filesBelow(root, folder)).filter((file) => isTypeScript(file) || file.endsWith('.css'));
  const files = [...scripts, ...filesBelow(root, 'migrations').filter((file) => file.endsWith('.sql'))];
  for (const file of files) {
    const text = textOf(root, file);
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    const limit = limitFor(file);
    if (lines > limit)
      violations.push({
        file,
        line: limit + 1,
        rule: 'long-file',
        advice: `${lines} lines, the limit is ${limit}: split it by what it decides`,
      });
    else if (lines > LIMIT.look && limit === LIMIT.file) warnings.push(`${file}: ${lines} lines, look at it again`);
    if (!isTypeScript(file)) continue;
    if (SAYS_PURPOSE.test(file) && !saysPurpose(text))
      violations.push({
        file,
        line: 1,
        rule: 'first-line',
        advice: `begin with a // comment that says what ${path.posix.basename(file)} is for`,
      });
    const seen = judgeFunctions(file, parse(file, text));
    functions += seen.functions;
    violations.push(...seen.violations);
  }
  if (functions === 0)
    violations.push({ file: 'src', line: 1, rule: 'checked-nothing', advice: 'no function was read: the checker is blind' });
  return { violations, warnings, files: files.length, functions };
}

if (isProgram(import.meta.url)) {
  const seen = checkSizes(process.cwd());
  for (const warning of seen.warnings) console.log(`note: ${warning}`);
  process.exitCode = report('sizes', seen.violations, `${seen.files} files, ${seen.functions} functions`);
}
