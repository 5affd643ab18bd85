// The walls of the house: direction, doors, roles, purity, names and SQL between rooms. Run by `npm run walls`.
import { filesBelow, isProgram, isTypeScript, parse, report, textOf, type Violation } from './source.ts';
import { judgeContents, judgeName } from './walls/contents.ts';
import { importsOf, judgeImports } from './walls/imports.ts';
import { ORDER_FILE, readRoomOrder } from './walls/place.ts';
import { judgeSql } from './walls/sql.ts';

const FOLDERS = ['src', 'tests', 'tools', 'bench', 'examples'];
/** Below this many imports the parser has read nothing real. */
const FEWEST_IMPORTS = 20;

/** What was looked at, and what was found. */
export interface WallsSeen {
  readonly violations: readonly Violation[];
  readonly modules: number;
  readonly imports: number;
}

/** Checks the tree at `root`. Without a readable room order nothing can be judged, and that is the one violation. */
export function checkWalls(root: string): WallsSeen {
  const order = readRoomOrder(root);
  if (!order || order.length === 0) {
    const advice = 'write `export const roomOrder = [...] as const` with the rooms from left to right';
    return { violations: [{ file: ORDER_FILE, line: 1, rule: 'room-order', advice }], modules: 0, imports: 0 };
  }
  const violations: Violation[] = [];
  let modules = 0;
  let imports = 0;
  for (const file of FOLDERS.flatMap((folder) => filesBelow(root, folder))) {
    violations.push(...judgeName(file, order));
    if (!isTypeScript(file)) continue;
    const source = parse(file, textOf(root, file));
    const seen = importsOf(source);
    if (file.startsWith('src/')) {
      modules += 1;
      imports += seen.length;
    }
    violations.push(...judgeImports(file, seen, order), ...judgeContents(file, source), ...judgeSql(file, source, order));
  }
  return { violations, modules, imports };
}

/** The extra violation of a check that saw next to nothing. */
export function sawEnough({ modules, imports }: WallsSeen): Violation[] {
  if (modules > 0 && imports >= FEWEST_IMPORTS) return [];
  return [
    {
      file: 'src',
      line: 1,
      rule: 'checked-nothing',
      advice: `only ${modules} modules with ${imports} imports were read: the checker is blind`,
    },
  ];
}

if (isProgram(import.meta.url)) {
  const seen = checkWalls(process.cwd());
  process.exitCode = report('walls', [...seen.violations, ...sawEnough(seen)], `${seen.modules} modules, ${seen.imports} imports`);
}
