// Requirements against tests: which numbered requirement is held by which test. Run by `npm run trace`.
import ts from 'typescript';
import { filesBelow, isProgram, isTest, lineOf, parse, report, textOf, type Violation } from './source.ts';

/** `BR-02a`, `P11-05`; the goals that cut across the rooms are plain `G9`. */
const ID = '(?:[A-Z][A-Z0-9]*-\\d+[a-z]?|G\\d+)';
/** A requirement begins its line, after a list mark, a table bar or bold stars: `- [BR-02] ...`, `| BR-02 | ...`, `**BR-02** ...`. */
const DEFINED = new RegExp(`^\\s*(?:[-*]\\s+|#+\\s+|\\|\\s*|\\d+\\.\\s+)?(?:\\*\\*)?\\[?(${ID})\\]?(?:\\*\\*)?(?=[\\s|.:*)]|$)`);
const BRACKETS = new RegExp(`\\[(${ID}(?:\\s*,\\s*${ID})*)\\]`, 'g');

/** A numbered requirement and the tests that hold it. */
export interface Traced {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly tests: readonly { readonly file: string; readonly line: number; readonly title: string }[];
}

/** The matrix, and the ids that tests name but no requirement has. */
export interface Trace {
  readonly requirements: readonly Traced[];
  readonly unknown: readonly { readonly id: string; readonly file: string; readonly line: number }[];
  readonly faults: readonly Violation[];
}

interface TitleSeen {
  readonly title: string;
  readonly line: number;
  readonly ids: readonly string[];
}

function idsIn(title: string): string[] {
  return [...title.matchAll(BRACKETS)].flatMap((match) => (match[1] ?? '').split(',').map((id) => id.trim()));
}

function literalTitle(node: ts.Node | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}

/** Titles of tests that run: `it`, `test` and their forms, under the ids of the `describe` around them. Skipped and planned ones prove nothing. */
function titlesOf(source: ts.SourceFile): TitleSeen[] {
  const titles: TitleSeen[] = [];
  const visit = (node: ts.Node, around: readonly string[]): void => {
    let below = around;
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText();
      const title = literalTitle(node.arguments[0]);
      if (/^(describe|it|test)\.(skip|todo)\b/.test(callee) && !/\.skipIf\b/.test(callee)) return;
      if (title !== undefined && /^describe\b/.test(callee)) below = [...around, ...idsIn(title)];
      else if (title !== undefined && /^(it|test)\b/.test(callee))
        titles.push({ title, line: lineOf(node), ids: [...new Set([...around, ...idsIn(title)])] });
    }
    node.forEachChild((child) => visit(child, below));
  };
  visit(source, []);
  return titles;
}

/** Reads `docs/requirements/*.md` and every test below `src`, `tests` and `tools`. */
export function trace(root: string): Trace {
  const found = new Map<string, Omit<Traced, 'tests'> & { tests: { file: string; line: number; title: string }[] }>();
  const faults: Violation[] = [];
  for (const file of filesBelow(root, 'docs/requirements').filter((one) => one.endsWith('.md'))) {
    textOf(root, file)
      .split('\n')
      .forEach((text, index) => {
        const id = DEFINED.exec(text)?.[1];
        if (id === undefined) return;
        const earlier = found.get(id);
        if (earlier)
          faults.push({ file, line: index + 1, rule: 'twice', advice: `${id} is already defined in ${earlier.file}:${earlier.line}` });
        else found.set(id, { id, file, line: index + 1, text: text.trim(), tests: [] });
      });
  }
  const unknown: { id: string; file: string; line: number }[] = [];
  for (const file of ['src', 'tests', 'tools'].flatMap((folder) => filesBelow(root, folder)).filter(isTest)) {
    for (const { title, line, ids } of titlesOf(parse(file, textOf(root, file)))) {
      for (const id of ids) {
        const requirement = found.get(id);
        if (requirement) requirement.tests.push({ file, line, title });
        else unknown.push({ id, file, line });
      }
    }
  }
  return { requirements: [...found.values()], unknown, faults };
}

/** What `--strict` refuses: a requirement without a test, a test for a requirement nobody wrote, and an empty matrix. */
export function strictFaults({ requirements, unknown, faults }: Trace): Violation[] {
  const bare = requirements.filter((one) => one.tests.length === 0);
  const nothing: Violation = { file: 'docs/requirements', line: 1, rule: 'checked-nothing', advice: 'no numbered requirement was found' };
  return [
    ...faults,
    ...bare.map((one) => ({ file: one.file, line: one.line, rule: 'untested', advice: `${one.id} has no running test` })),
    ...unknown.map((one) => ({ file: one.file, line: one.line, rule: 'unknown-id', advice: `${one.id} is in no docs/requirements/*.md` })),
    ...(requirements.length === 0 ? [nothing] : []),
  ];
}

function printMatrix(seen: Trace): void {
  for (const { id, tests } of seen.requirements) {
    const places = [...new Set(tests.map((test) => test.file))];
    console.log(`${id.padEnd(10)} ${String(tests.length).padStart(3)}  ${places.join(', ') || '-'}`);
  }
}

if (isProgram(import.meta.url)) {
  const seen = trace(process.cwd());
  const isStrict = process.argv.includes('--strict');
  if (!isStrict) printMatrix(seen);
  const tested = seen.requirements.filter((one) => one.tests.length > 0).length;
  const summary = `${tested} of ${seen.requirements.length} requirements tested, ${seen.unknown.length} unknown ids`;
  process.exitCode = report('trace', isStrict ? strictFaults(seen) : seen.faults, summary);
}
