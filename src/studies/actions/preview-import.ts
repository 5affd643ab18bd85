// What a sent protocol would become: read as the import reads it, with nothing written.
import { type Act, requireMay } from '#access';
import { fileFor } from '#files';
import { Refusal, must } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { readUsdm } from '../formats/usdm/read-usdm.ts';
import { canImport, wholeStudy } from '../policy.ts';
import { studyCode } from '../rules.ts';
import type { Protocol } from '../rules/protocol.ts';
import { protocolSummary } from '../rules/protocol-summary.ts';
import * as store from '../store.ts';
import { planned, refuseUnstorable, studyNameOf } from './import.ts';

type Preview = AnswerOf<(typeof studiesContract)['previewImport']>;
type Query = QueryOf<(typeof studiesContract)['previewImport']>;

/** Reads a sent protocol and says what importing it would make. Refuses what the import would refuse for its content. */
export async function previewImport(act: Act, fileId: string, query: Query): Promise<Preview> {
  const { name, sizeBytes, sha256, bytes } = await fileFor(act, 'protocol', fileId);
  const protocol = must(readUsdm(bytes));
  refuseUnstorable(protocol);
  const firstDay = query.firstDay === undefined ? (protocol.firstDay ?? 0) : query.firstDay === '1' ? 1 : 0;
  const { warnings } = planned({ protocol, firstDay });
  const { study, usdmVersion, counts, visits } = protocolSummary(protocol, { firstDay });
  return {
    file: { name, sizeBytes, sha256 },
    study: {
      name: study.name,
      title: study.title,
      sponsor: study.sponsor,
      phases: study.phases,
      therapeuticAreas: study.therapeuticAreas,
    },
    ...(await placeOf(act, protocol, sha256, query.code)),
    usdmVersion,
    firstDay,
    counts,
    visits: visits.map(({ timeline, encounter, instance, epoch, offsetDays, windowBeforeDays, windowAfterDays, activities }) => ({
      timeline,
      name: encounter ?? instance,
      epoch,
      day: offsetDays,
      windowBeforeDays,
      windowAfterDays,
      activities: activities.length,
    })),
    warnings: warnings.map(({ code, message, path }) => ({ code, message, path })),
  };
}

/** Where the import would put it; the same questions in the same order as the import asks them. */
async function placeOf(
  act: Act,
  protocol: Protocol,
  sha256: string,
  givenCode: string | undefined,
): Promise<Pick<Preview, 'code' | 'existing' | 'becomes'>> {
  const known = await store.protocolOfFile(act.tx, sha256, givenCode ?? null);
  if (known) {
    if (!canImport(act.actor, known.studyId)) throw new Refusal('not-allowed', { permission: 'studies.import' });
    const study = await store.loadStudy(act.tx, known.studyId);
    return { code: study?.code ?? null, existing: study && { id: study.id, code: study.code, name: study.name }, becomes: 'same-file' };
  }
  const code = givenCode ?? studyCode(protocol.study.name);
  if (code === null) return { code, existing: null, becomes: 'code-required' };
  const study = await store.studyOfCode(act.tx, code);
  requireMay(act, 'studies.import', wholeStudy(study?.id ?? null));
  if (!study) return { code, existing: null, becomes: 'new-study' };
  const isOther = givenCode === undefined && study.name !== studyNameOf(protocol);
  return { code, existing: { id: study.id, code: study.code, name: study.name }, becomes: isOther ? 'name-differs' : 'new-version' };
}
