// Each wall stands: for every rule a tree that breaks it and one that does not.
import { describe, expect, it } from 'vitest';
import { checkWalls, sawEnough } from './check-walls.ts';
import { withTree } from './scratch-tree.ts';

const ORDER = `export const roomOrder = ['lib', 'stats', 'platform', 'access', 'studies', 'visits', 'finance', 'demo', 'app'] as const;\n`;

/** The rules that a file, alone in the house, breaks. */
function rulesBroken(file: string, text: string, more: Record<string, string> = {}): string[] {
  return withTree({ 'src/app/rooms.ts': ORDER, [file]: text, ...more }, (root) =>
    checkWalls(root).violations.map((one) => `${one.rule}@${one.line}`),
  );
}

const importing = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;

describe('the order of the rooms', () => {
  it('is asked for when the file is missing', () => {
    expect(withTree({ 'src/visits/rules.ts': '' }, (root) => checkWalls(root).violations[0]?.rule)).toBe('room-order');
  });
  it('is asked for when the literal is gone', () => {
    const files = { 'src/app/rooms.ts': 'export const roomOrder = rooms();\n' };
    expect(withTree(files, (root) => checkWalls(root).violations[0]?.rule)).toBe('room-order');
  });
  it('knows every folder of src', () => {
    expect(rulesBroken('src/parking/rules.ts', '')).toEqual(['unknown-room@1']);
  });
});

describe('direction and doors', () => {
  const broken: [file: string, specifier: string, rule: string][] = [
    ['src/visits/actions.ts', '#finance', 'direction'],
    ['src/visits/rules.ts', '#finance/contract', 'direction'],
    ['src/visits/actions.ts', '#app', 'direction'],
    ['src/lib/dates.ts', '#platform', 'direction'],
    ['src/stats/beta.ts', '#platform/contract', 'direction'],
    ['src/ui/page.tsx', '#visits/contract', 'direction'],
    ['src/platform/db/pool.ts', '#access', 'direction'],
    ['src/visits/actions.ts', '#parking', 'unknown-room'],
    ['src/visits/actions.ts', '#studies/store', 'unknown-door'],
    ['src/visits/actions.ts', '#visits', 'own-door'],
    ['src/visits/actions.ts', '../studies/store.ts', 'leaves-room'],
    ['src/app/main.ts', '../visits/routes.ts', 'leaves-room'],
    ['src/visits/rules.ts', '../../examples/story.ts', 'leaves-room'],
    ['src/visits/actions.ts', './rules.test.ts', 'imports-test'],
    ['src/visits/actions.ts', '#platform/testing', 'testing'],
    ['src/visits/rules.ts', 'vitest', 'test-package'],
  ];
  it.each(broken)('%s importing %s breaks %s', (file, specifier, rule) => {
    expect(rulesBroken(file, importing(specifier))).toEqual([`${rule}@1`]);
  });

  const kept: [file: string, specifier: string][] = [
    ['src/visits/actions.ts', '#studies'],
    ['src/visits/rules.ts', '#studies/rules'],
    ['src/visits/rules.ts', '#stats'],
    ['src/visits/web/VisitList.tsx', '#ui'],
    ['src/visits/web/VisitList.tsx', '#studies/web'],
    ['src/visits/web/queries.ts', '../contract.ts'],
    ['src/app/main.ts', '#visits'],
    ['src/demo/actions/nlx-301.ts', '../../../examples/story.ts'],
    ['src/platform/db/pool.ts', 'node:fs'],
    ['src/platform/testing.ts', 'vitest'],
    ['src/visits/actions.db.test.ts', '#finance'],
    ['src/visits/actions.db.test.ts', '#platform/testing'],
    ['tests/journeys/pay.db.test.ts', '../../src/visits/store.ts'],
    ['bench/windows.ts', '../src/visits/rules.ts'],
  ];
  it.each(kept)('%s may import %s', (file, specifier) => {
    expect(rulesBroken(file, importing(specifier))).toEqual([]);
  });

  it('sees re-exports, dynamic imports, require and type-only imports alike', () => {
    const text = [
      `import type { A } from '#finance';`,
      `export * from '#finance';`,
      `export const b = () => import('#finance');`,
      `export type C = import('#finance').C;`,
      `export const d = require('#finance');`,
      `export type E = A;`,
    ].join('\n');
    expect(rulesBroken('src/visits/actions.ts', text)).toEqual([1, 2, 3, 4, 5].map((line) => `direction@${line}`));
  });

  it('refuses an import it cannot read', () => {
    expect(rulesBroken('src/visits/actions.ts', 'export const a = (name: string) => import(name);\n')).toEqual(['computed-import@1']);
  });
});

describe('the anatomy', () => {
  const broken: [file: string, specifier: string, rule: string][] = [
    ['src/visits/contract.ts', './policy.ts', 'role'],
    ['src/visits/rules/window.ts', '../contract.ts', 'role'],
    ['src/visits/policy.ts', '#access', 'role'],
    ['src/visits/contract.ts', 'hono', 'package'],
    ['src/visits/contract.ts', 'date-holidays', 'package'],
    ['src/visits/rules.ts', './store.ts', 'role'],
    ['src/visits/rules/window.ts', '../tables.ts', 'role'],
    ['src/visits/rules.ts', '#studies', 'role'],
    ['src/visits/rules.ts', '#platform', 'role'],
    ['src/visits/rules.ts', 'node:fs', 'node'],
    ['src/visits/rules.ts', 'fs', 'node'],
    ['src/visits/rules.ts', 'drizzle-orm', 'sql-package'],
    ['src/visits/policy.ts', './store.ts', 'role'],
    ['src/visits/tables.ts', './store.ts', 'role'],
    ['src/visits/store.ts', './actions.ts', 'role'],
    ['src/visits/store.ts', '#studies', 'role'],
    ['src/visits/questions.ts', './actions.ts', 'role'],
    ['src/visits/actions.ts', './listens.ts', 'role'],
    ['src/visits/actions.ts', 'drizzle-orm', 'sql-package'],
    ['src/visits/listens.ts', './routes.ts', 'role'],
    ['src/visits/routes.ts', './store.ts', 'role'],
    ['src/visits/formats/usdm.ts', '../store.ts', 'role'],
    ['src/visits/formats/usdm.ts', 'node:fs', 'node'],
    ['src/visits/index.ts', './web/index.ts', 'role'],
    ['src/visits/web/queries.ts', '#studies', 'web-door'],
    ['src/visits/web/queries.ts', '#platform', 'web-door'],
    ['src/visits/web/queries.ts', 'node:fs', 'node'],
    ['src/visits/web/queries.ts', 'pg-boss', 'package'],
    ['src/visits/web/queries.ts', '../actions.ts', 'role'],
    ['src/visits/actions.ts', '#ui', 'role'],
    ['src/visits/formats/usdm.ts', 'csv-parse/sync', 'csv-package'],
    ['src/lib/dates.ts', 'csv-parse/sync', 'csv-package'],
    ['src/visits/rules.ts', '#lib/csv', 'role'],
    ['src/visits/contract.ts', '#lib/csv', 'role'],
    ['src/visits/web/queries.ts', '#lib/csv', 'role'],
    ['src/app/web/JobPage.tsx', '#lib/csv', 'role'],
    ['src/ui/api.ts', '#lib/csv', 'role'],
    ['src/stats/enrolment/fitted.ts', '#lib/csv', 'role'],
    ['src/platform/contract.ts', 'hono', 'package'],
    ['src/lib/ids.ts', 'node:crypto', 'node'],
    ['src/ui/api.ts', 'node:path', 'node'],
  ];
  it.each(broken)('%s importing %s breaks %s', (file, specifier, rule) => {
    expect(rulesBroken(file, importing(specifier))).toEqual([`${rule}@1`]);
  });

  const kept: [file: string, specifier: string][] = [
    ['src/visits/contract.ts', '@orpc/contract'],
    ['src/visits/contract.ts', 'zod'],
    ['src/visits/contract.ts', '#studies/contract'],
    ['src/visits/contract.ts', './rules.ts'],
    ['src/visits/contract.ts', '#studies/rules'],
    ['src/visits/questions.ts', '#studies'],
    ['src/visits/listens.ts', './actions.ts'],
    ['src/visits/routes.ts', '#access'],
    ['src/access/actions.ts', './act.ts'],
    ['src/access/routes.ts', './guard.ts'],
    ['src/visits/rules/window.ts', './anchor.ts'],
    ['src/visits/tables.ts', 'drizzle-orm/pg-core'],
    ['src/visits/store.ts', './tables.ts'],
    ['src/visits/questions.ts', '#access'],
    ['src/visits/actions.ts', './formats/usdm.ts'],
    ['src/visits/listens.ts', './store.ts'],
    ['src/visits/jobs.ts', './actions.ts'],
    ['src/visits/commands.ts', 'node:fs'],
    ['src/visits/formats/usdm.ts', '#lib/csv'],
    ['src/visits/actions.ts', '#lib/csv'],
    ['src/platform/given-file.ts', '#lib/csv'],
    ['src/lib/csv/read-csv.ts', 'csv-parse/sync'],
    ['src/visits/index.ts', './actions.ts'],
  ];
  it.each(kept)('%s may import %s', (file, specifier) => {
    expect(rulesBroken(file, importing(specifier))).toEqual([]);
  });

  it.each(['src/visits/engine.ts', 'src/visits/logic/window.ts', 'src/visits/guard.ts'])('%s is no role', (file) => {
    expect(rulesBroken(file, '')).toEqual(['unknown-role@1']);
  });
});

describe('purity', () => {
  it.each([
    'export const a = new Date();',
    'export const a = (at: Date) => at;',
    'export const a = Math.random();',
    `import { Temporal } from '#lib'; export const a = Temporal.Now.instant();`,
    'export const a = process.env;',
    'export const a = fetch;',
    'console.log(1);',
    'export const a = async () => await 1;',
    `import { newId } from '#lib'; export const a = newId();`,
  ])('rules refuse %s', (text) => {
    expect(rulesBroken('src/visits/rules.ts', text)).toContain('pure@1');
  });
  it.each([
    'export const a = (process: { name: string }) => process.name;',
    'export const a = { Date: 1 };',
    `import { Temporal } from '#lib'; export const a = Temporal.PlainDate.from('2026-03-10');`,
    'export const a = Math.max(1, 2);',
  ])('rules keep %s', (text) => {
    expect(rulesBroken('src/visits/rules.ts', text)).toEqual([]);
  });
  it('is not asked of the shell', () => {
    expect(rulesBroken('src/visits/actions.ts', 'export const a = new Date();')).toEqual([]);
  });
});

describe('routes, exports and names', () => {
  it.each(['if (a) b();', 'export const c = a ? 1 : 2;', 'switch (a) {}'])('routes refuse %s', (text) => {
    expect(rulesBroken('src/visits/routes.ts', text)).toEqual(['routes-choose@1']);
  });
  it.each(['export default 1;', 'export default function a() {}', 'const a = 1; export { a as default };'])('nobody exports %s', (text) => {
    expect(rulesBroken('src/visits/rules.ts', text)).toEqual(['default-export@1']);
    expect(rulesBroken('src/visits/rules.test.ts', text)).toEqual(['default-export@1']);
    expect(rulesBroken('bench/vitest.config.ts', text)).toEqual([]);
  });
  it.each(['src/lib/utils.ts', 'src/platform/common/pool.ts', 'src/platform/job-manager.ts', 'src/ui/DateHelper.tsx', 'tests/data/one.ts'])(
    '%s says nothing',
    (file) => {
      expect(rulesBroken(file, '')).toEqual(['empty-name@1']);
    },
  );
  it('a name that only begins with such a word is kept', () => {
    expect(rulesBroken('src/platform/base-backup.ts', '')).toEqual([]);
  });
  it.each(['src/lib/civilDate.ts', 'src/lib/Money.ts', 'src/lib/civil_date.ts'])('%s is not kebab-case', (file) => {
    expect(rulesBroken(file, '')).toEqual(['name-style@1']);
  });
});

describe('SQL between rooms', () => {
  const inStore = (sql: string) => rulesBroken('src/visits/store.ts', `export const q = \`${sql}\`;`);
  it.each([
    'select 1 from finance.accrual_line',
    'select 1 from studies.protocol',
    'select v.id from visits.visit v join studies.protocol p on true',
    'select 1 from visits.visit, studies.protocol',
    'select 1 from "studies"."protocol"',
    'insert into audit.entry select 1 from studies.protocol',
    'update studies.protocol set a = 1',
    'select access.read_session($1)',
    'select 1 from auth.session',
  ])('a visits statement may not say %s', (sql) => {
    expect(inStore(sql)).toEqual(['foreign-sql@1']);
  });
  it.each([
    'select 1 from visits.visit',
    'select 1 from studies.pub_schedule',
    'select 1 from visits.visit where site_id = any ((select access.my_scope())) and access.actor_id() is not null',
    `select 1 from visits.visit where permission = 'finance.read'`,
    'finance.earned',
    'visits.complete',
  ])('a visits statement may say %s', (sql) => {
    expect(inStore(sql)).toEqual([]);
  });
  it('reads tagged fragments and parts around parameters', () => {
    expect(rulesBroken('src/visits/store.ts', 'export const q = sql`exists (table studies.protocol)`;')).toEqual(['foreign-sql@1']);
    expect(rulesBroken('src/visits/store.ts', 'export const q = `select ${a} from studies.protocol`;')).toEqual(['foreign-sql@1']);
  });
  it('keeps Drizzle schemas at home, except for published views', () => {
    const tables = (text: string) => rulesBroken('src/visits/tables.ts', text);
    expect(tables(`export const a = pgSchema('visits').table('visit', {});`)).toEqual([]);
    expect(tables(`export const a = pgSchema('studies').table('protocol', {});`)).toEqual(['foreign-sql@1']);
    expect(tables(`export const a = pgSchema('studies').view('protocol_now', {});`)).toEqual(['foreign-sql@1']);
    expect(tables(`export const a = pgSchema('studies').view('pub_schedule', {});`)).toEqual([]);
    expect(tables(`export const a = pgSchema('finance').view('pub_earned', {});`)).toEqual(['foreign-sql@1']);
  });
});

describe('a checker that is blind', () => {
  it('fails when it read no module or next to no import', () => {
    expect(sawEnough({ violations: [], modules: 0, imports: 0 })[0]?.rule).toBe('checked-nothing');
    expect(sawEnough({ violations: [], modules: 50, imports: 19 })[0]?.rule).toBe('checked-nothing');
    expect(sawEnough({ violations: [], modules: 5, imports: 20 })).toEqual([]);
  });
});
