// The shell of exporting: a schedule version as a digital protocol file, and the record that it was taken out.
import { createHash } from 'node:crypto';
import { type Act, because, requireMay } from '#access';
import { Refusal, found } from '#platform';
import { usdmText } from '../formats/usdm/write-usdm.ts';
import { plannedSchedule, sponsorName, versionAsked } from '../questions.ts';
import { exportedProtocol } from '../rules.ts';
import * as store from '../store.ts';

/** So many files an hour are enough for a person's work; the local operator, who has the whole database, is not counted. */
const EXPORTS_PER_HOUR = 10;

/** A digital protocol file: USDM 4.0 JSON under a name that every file system takes. */
export interface UsdmExport {
  readonly study: { readonly code: string; readonly name: string };
  readonly schedule: number;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly text: string;
}

/**
 * Exports a schedule of a study: the version asked for by number, else the newest released, else the newest draft. Refuses with 404 out
 * of scope and where there is no such schedule, with 429 the eleventh file of a person within an hour. The export stands in the trail with the digest of its bytes.
 */
export async function exportUsdm(act: Act, studyId: string, version?: number): Promise<UsdmExport> {
  const study = found(await store.loadStudy(act.tx, studyId));
  requireMay(act, 'studies.view-schedule', { studyId });
  await requireTurn(act);
  const row = await versionAsked(act, studyId, version);
  const own = row.protocolVersionId === null ? null : await store.protocolContent(act.tx, studyId, row.protocolVersionId);
  const latest = own ?? (await store.protocolContent(act.tx, studyId, null));
  const sponsor = await sponsorName(act, study);
  const text = usdmText(exportedProtocol(await plannedSchedule(act, row), own, latest, { ...study, sponsor }));
  const fileName = `${study.code}-schedule-${row.number}.usdm.json`;
  const fileSha256 = createHash('sha256').update(text).digest('hex');
  await because(act, 'studies.export-usdm');
  const exported = {
    id: act.newId(),
    studyId,
    scheduleVersionId: row.id,
    fileName,
    fileSha256,
    exportedBy: act.actor.id,
    exportedAt: act.now,
  };
  await store.insertUsdmExport(act.tx, exported);
  return { study: { code: study.code, name: study.name }, schedule: row.number, fileName, fileSha256, text };
}

async function requireTurn({ tx, actor, now }: Act): Promise<void> {
  const taken = actor.kind === 'operator' ? 0 : await store.countUsdmExports(tx, actor.id, now.subtract({ hours: 1 }));
  if (taken >= EXPORTS_PER_HOUR) throw new Refusal('too-many-requests', { perHour: EXPORTS_PER_HOUR, retryAfterSeconds: 3_600 });
}

/** The same as a file to download. */
export async function exportUsdmFile(act: Act, studyId: string, version?: number): Promise<File> {
  const { fileName, text } = await exportUsdm(act, studyId, version);
  return new File([text], fileName, { type: 'application/json' });
}
