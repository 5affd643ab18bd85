// Registry activity that was counted: keeps imports with what they tell and their cells, and loads them.
import { type Tx, insertRows } from '#platform';
import type { ActivityRow, ActivityWarning, ToldActivity } from '../rules.ts';
import { activityChoice, activityImport } from '../tables.ts';
import { UTC } from './words.ts';

/** An import without its cells. */
export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly format: string;
  readonly classifier: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly ActivityWarning[];
  readonly asOf: string | null;
  readonly byYear: readonly { readonly year: number; readonly siteYears: number }[];
  readonly importedBy: string;
  readonly importedAt: string;
  /** The newest outlook of what is in force that stands on it. */
  readonly outlook: { readonly runId: string; readonly madeAt: string } | null;
}

/** What somebody said that outlooks stand on. */
export interface ActivityChoice {
  /** Null: on no count. */
  readonly importId: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** What outlooks that are made now stand on, and who said so; `choice` is null where it is simply the latest count. */
export interface ActivityInForce {
  readonly importId: string | null;
  readonly choice: ActivityChoice | null;
}

const HEAD = `i.id, i.file_name as "fileName", i.file_sha256 as "fileSha256", i.files, i.format, i.classifier_version as classifier, i.counts, i.warnings,
  i.told ->> 'asOf' as "asOf",
  (select coalesce(json_agg(json_build_object('year', y.year, 'siteYears', y.total) order by y.year), '[]') from (
    select (c ->> 'year')::integer as year, round(sum((c ->> 'siteYears')::numeric), 2)::double precision as total
    from jsonb_array_elements(i.cells) c group by 1) y) as "byYear",
  i.imported_by_name as "importedBy", ${UTC('i.imported_at')} as "importedAt",
  (select json_build_object('runId', r.id, 'madeAt', ${UTC('r.made_at')})
    from market.run r where r.scenario_line_id is null and r.activity_import_id = i.id order by r.made_at desc, r.id desc limit 1) as outlook`;

/** Every import, the latest first. */
export async function loadImports(tx: Tx): Promise<ImportRow[]> {
  const { rows } = await tx.$client.query<ImportRow>({
    name: 'market-activity-imports',
    text: `select ${HEAD} from market.activity_import i order by i.imported_at desc, i.id desc`,
  });
  return rows;
}

/** One import with what it tells; null where there is none of that id. */
export async function loadImport(tx: Tx, importId: string): Promise<(ImportRow & { readonly told: ToldActivity }) | null> {
  const { rows } = await tx.$client.query<ImportRow & { told: ToldActivity }>({
    name: 'market-activity-import',
    text: `select ${HEAD}, i.told from market.activity_import i where i.id = $1`,
    values: [importId],
  });
  return rows[0] ?? null;
}

/** What outlooks stand on: the latest count, or what somebody chose since. */
export async function loadActivityInForce(tx: Tx): Promise<ActivityInForce> {
  const { rows } = await tx.$client.query<ActivityInForce>({
    name: 'market-activity-in-force',
    text: `select s.import_id as "importId", s.choice from (
        select i.id as import_id, null::jsonb as choice, i.imported_at as at, i.id from market.activity_import i
        union all
        select c.activity_import_id, jsonb_build_object('importId', c.activity_import_id, 'reason', c.reason, 'by', c.chosen_by_name, 'at', ${UTC('c.chosen_at')}), c.chosen_at, c.id
        from market.activity_choice c) s
      order by s.at desc, s.id desc limit 1`,
  });
  return rows[0] ?? { importId: null, choice: null };
}

/** The site-years that outlooks stand on; null where that is no count. */
export async function loadActivity(tx: Tx): Promise<{ id: string; cells: readonly ActivityRow[] } | null> {
  const { importId } = await loadActivityInForce(tx);
  if (importId === null) return null;
  const { rows } = await tx.$client.query<{ id: string; cells: ActivityRow[] }>({
    name: 'market-activity',
    text: 'select i.id, i.cells from market.activity_import i where i.id = $1',
    values: [importId],
  });
  return rows[0] ?? null;
}

const insertChoice = insertRows('choose-market-activity', activityChoice, [
  'id',
  'activityImportId',
  'reason',
  'chosenBy',
  'chosenByName',
  'chosenAt',
]);

/** Keeps what somebody chose. */
export async function chooseImport(tx: Tx, row: Parameters<typeof insertChoice>[1][number]): Promise<void> {
  await insertChoice(tx, [row]);
}

const insert = insertRows(
  'keep-market-activity',
  activityImport,
  [
    'id',
    'fileName',
    'fileSha256',
    'files',
    'format',
    'classifierVersion',
    'counts',
    'warnings',
    'told',
    'cells',
    'cellsSha256',
    'importedBy',
    'importedByName',
    'importedAt',
  ],
  'on conflict (file_sha256, classifier_version) do nothing',
);

/** Keeps an import; answers false where the same file was counted by the same classifier before. */
export async function insertImport(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}

/** The id of the import of a file by a classifier, or null. */
export async function knownImport(tx: Tx, fileSha256: string, classifierVersion: string): Promise<string | null> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'market-known-activity',
    text: 'select i.id from market.activity_import i where i.file_sha256 = $1 and i.classifier_version = $2',
    values: [fileSha256, classifierVersion],
  });
  return rows[0]?.id ?? null;
}
