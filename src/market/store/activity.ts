// Registry activity that was counted: keeps an import with its cells, and loads the latest.
import { type Tx, insertRows } from '#platform';
import type { ActivityRow } from '../rules.ts';
import { activityImport } from '../tables.ts';
import { UTC } from './words.ts';

/** An import without its cells. */
export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly format: string;
  readonly classifier: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly byYear: readonly { readonly year: number; readonly siteYears: number }[];
  readonly importedBy: string;
  readonly importedAt: string;
}

/** Every import, the latest first. */
export async function loadImports(tx: Tx): Promise<ImportRow[]> {
  const { rows } = await tx.$client.query<ImportRow>({
    name: 'market-activity-imports',
    text: `select i.id, i.file_name as "fileName", i.file_sha256 as "fileSha256", i.format, i.classifier_version as classifier, i.counts, i.warnings,
        (select coalesce(json_agg(json_build_object('year', y.year, 'siteYears', y.total) order by y.year), '[]') from (
          select (c ->> 'year')::integer as year, round(sum((c ->> 'siteYears')::numeric), 2)::double precision as total
          from jsonb_array_elements(i.cells) c group by 1) y) as "byYear",
        i.imported_by_name as "importedBy", ${UTC('i.imported_at')} as "importedAt"
      from market.activity_import i order by i.imported_at desc, i.id desc`,
  });
  return rows;
}

/** The site-years of an import, or of the latest where none is named; null without one. */
export async function loadActivity(tx: Tx, importId: string | null = null): Promise<{ id: string; cells: readonly ActivityRow[] } | null> {
  const { rows } = await tx.$client.query<{ id: string; cells: ActivityRow[] }>({
    name: 'market-activity',
    text: `select i.id, i.cells from market.activity_import i where $1::uuid is null or i.id = $1 order by i.imported_at desc, i.id desc limit 1`,
    values: [importId],
  });
  return rows[0] ?? null;
}

const insert = insertRows(
  'keep-market-activity',
  activityImport,
  [
    'id',
    'fileName',
    'fileSha256',
    'format',
    'classifierVersion',
    'counts',
    'warnings',
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
