// What of the market stands in the way of everybody who asks: a report of an outlook, with its file, written past the program.
import { createHash } from 'node:crypto';
import { newId } from '#lib';
import type { World } from '../support/world.ts';

const chapter = { id: 'overview', number: '1', title: 'Overview', sections: [{ id: 'overview.a', number: '1.1', title: 'A', blocks: [] }] };
const content = { title: 'Report of Vic', lead: '', mark: null, facts: [], chapters: [chapter] };

/** Keeps a report of a scenario's outlook, so that no outlook of what is in force is there; answers what leads to it. */
export async function standingReport({ superuser, files }: World): Promise<{ evidenceId: string; reportId: string; chapter: string }> {
  const [runId, reportId] = [newId(), newId()];
  const digest = createHash('sha256').update(reportId).digest('hex');
  await superuser.query(
    `insert into market.run (id, scenario_line_id, kernel_version, seed, input, input_sha256, result, result_sha256, cells, intervals, made_by_name, made_at)
      values ($1, $2, 'market-1', 'seed', '{}', $3, '{}', $3, '{}', '[]', 'Vic Tim', now())`,
    [runId, newId(), digest],
  );
  await superuser.query(
    `insert into market.report (id, run_id, report_version, content, content_sha256, made_by_name, made_at) values ($1, $2, 'report-1', $3, $4, 'Vic Tim', now())`,
    [reportId, runId, JSON.stringify({ en: content, es: content }), digest],
  );
  const file = await files.kept.put(Buffer.from('%'));
  await superuser.query(
    `insert into market.report_file (id, report_id, language, format, sha256, size_bytes) values ($1, $2, 'en', 'pdf', $3, $4)`,
    [newId(), reportId, file.sha256, file.sizeBytes],
  );
  return { evidenceId: 'not-in-the-book', reportId, chapter: chapter.id };
}
