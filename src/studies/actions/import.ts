// The shell of importing a digital protocol: a study, a protocol version and a schedule from one file, and nothing new the second time.
import { createHash } from 'node:crypto';
import { type Act, requireMay } from '#access';
import { fileFor, placeFile } from '#files';
import { Refusal, found, must } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { readUsdm } from '../formats/usdm/read-usdm.ts';
import { canImport, canRelease, wholeStudy } from '../policy.ts';
import { type FirstDay, checkSchedule, phasesOf, studyCode, timedSchedule } from '../rules.ts';
import type { Finding, Protocol } from '../rules/protocol.ts';
import { protocolSchedule } from '../rules/protocol-schedule.ts';
import { protocolSummary } from '../rules/protocol-summary.ts';
import { clipped, isStorable } from '../rules/storable.ts';
import * as store from '../store.ts';
import { releaseImported } from './release.ts';
import { writerOf } from './schedule.ts';
import { organizationId } from './study.ts';

type ImportView = AnswerOf<(typeof studiesContract)['importProtocol']>;

/** A protocol as read, with the digest of its file. Without `firstDay` the file's own counts, else 0. `code` names the study it belongs to; without it the protocol's own name does. */
export interface ProtocolImport {
  readonly protocol: Protocol;
  readonly fileSha256: string;
  readonly fileName?: string | undefined;
  readonly code?: string | undefined;
  readonly firstDay?: FirstDay | undefined;
}

const MOST_NAME = 500;
const MOST_VISITS = 5_000;
const MOST_MARKS = 100_000;

/** A protocol's file: its bytes, or its text. */
export interface ProtocolFile {
  readonly bytes: Uint8Array | string;
  readonly fileName?: string | undefined;
  readonly code?: string | undefined;
  readonly firstDay?: FirstDay | undefined;
}

/** Imports a protocol from its file. Refuses what the reader refuses, with the place in the file. */
export async function importUsdmFile(act: Act, file: ProtocolFile): Promise<ImportView> {
  const protocol = must(readUsdm(file.bytes));
  const fileSha256 = createHash('sha256').update(file.bytes).digest('hex');
  return importProtocol(act, { protocol, fileSha256, fileName: file.fileName, code: file.code, firstDay: file.firstDay });
}

/** A protocol that was sent before, and how to take it up. */
export interface SentProtocol {
  readonly fileId: string;
  readonly code?: string | undefined;
  readonly firstDay?: FirstDay | undefined;
}

/** Imports a protocol that was sent before; its file then lies with its study. */
export async function importSentProtocol(act: Act, { fileId, code, firstDay }: SentProtocol): Promise<ImportView> {
  const { bytes, name } = await fileFor(act, 'protocol', fileId);
  const view = await importUsdmFile(act, { bytes, fileName: name, code, firstDay });
  await placeFile(act, fileId, view.study.id);
  return view;
}

/**
 * Imports a protocol. The first schedule of a study is released at once; that of a later version waits as a draft. A file that was
 * imported before answers as it did and writes nothing.
 */
export async function importProtocol(act: Act, input: ProtocolImport): Promise<ImportView> {
  const known = await store.protocolOfFile(act.tx, input.fileSha256, input.code ?? null);
  if (known) return answerAgain(act, input, known);
  refuseUnstorable(input.protocol);
  const code = input.code ?? studyCode(input.protocol.study.name);
  if (code === null)
    throw new Refusal('study-code-required', { message: 'The name of the study makes no code; give one.', path: '$.study.name' });
  const { schedule, warnings } = planned(input);
  const studyId = await studyOfImport(act, code, input);
  await store.holdStudy(act.tx, studyId);
  // Somebody may have imported the same file while this transaction waited for the study.
  const meanwhile = await store.protocolOfFile(act.tx, input.fileSha256, code);
  if (meanwhile) return answerAgain(act, input, meanwhile);
  const protocolVersionId = act.newId();
  await store.insertProtocolVersion(act.tx, {
    id: protocolVersionId,
    studyId,
    label: clipped(input.protocol.study.versionIdentifier ?? '', 200) || null,
    format: `USDM ${input.protocol.usdmVersion}`,
    fileName: input.fileName ?? null,
    fileSha256: input.fileSha256,
    content: input.protocol,
  });
  const scheduleVersionId = await store.insertSchedule(act.tx, { studyId, protocolVersionId }, writerOf(act), schedule, act.newId);
  const isFirst = found(await store.loadScheduleVersion(act.tx, scheduleVersionId)).number === 1;
  if (isFirst && canRelease(act.actor, studyId) && checkSchedule(timedSchedule(schedule)).ok)
    await releaseImported(act, scheduleVersionId, 1);
  return answer(act, { studyId, scheduleVersionId, visits: schedule.visits.length, isNew: true, warnings });
}

/** The schedule that a protocol makes, with everything to look at. Refuses one that is too large to keep. */
export function planned(input: Pick<ProtocolImport, 'protocol' | 'firstDay'>) {
  const firstDay = input.firstDay ?? input.protocol.firstDay ?? 0;
  refuseTooLarge(input.protocol);
  const { schedule, warnings } = protocolSchedule(input.protocol, { firstDay });
  return { schedule, warnings: [...protocolSummary(input.protocol, { firstDay }).warnings, ...warnings] };
}

/** Refuses a protocol with characters that nothing can keep. */
export function refuseUnstorable(protocol: Protocol): void {
  if (isStorable(protocol)) return;
  throw new Refusal('unstorable-text', {
    message: 'The file holds characters that no text can hold (NUL or half a character pair).',
    path: '$',
  });
}

/** The name under which the study of a protocol is kept. */
export function studyNameOf({ study }: Protocol): string {
  return clipped(study.name, MOST_NAME);
}

function refuseTooLarge(protocol: Protocol): void {
  const instances = protocol.designs.flatMap((design) => design.timelines).flatMap((timeline) => timeline.instances);
  const marks = instances.reduce((total, instance) => total + (instance.kind === 'activity' ? instance.activityIds.length : 0), 0);
  if (instances.length <= MOST_VISITS && marks <= MOST_MARKS) return;
  const message = `A schedule of more than ${MOST_VISITS} visits or ${MOST_MARKS} marks is not taken.`;
  throw new Refusal('too-large', { message, path: '$.study.versions[0].studyDesigns' });
}

/** The study with this code, or a new one. Without a given code, a study of another name that has it already is not taken over. */
async function studyOfImport(act: Act, code: string, input: ProtocolImport): Promise<string> {
  const name = studyNameOf(input.protocol);
  const known = (await store.studyOfCode(act.tx, code)) ?? (await addStudy(act, code, name, input));
  requireMay(act, 'studies.import', wholeStudy(known.id));
  if (input.code === undefined && known.name !== name) throw new Refusal('already-exists', { field: 'code', code });
  return known.id;
}

async function addStudy(act: Act, code: string, name: string, { protocol, firstDay }: ProtocolImport): Promise<store.StudyRow> {
  requireMay(act, 'studies.import', wholeStudy(null));
  const { study } = protocolSummary(protocol, { firstDay: firstDay ?? 0 });
  await store.insertStudy(act.tx, {
    id: act.newId(),
    code,
    name,
    title: study.title ?? name,
    phases: [...new Set(study.phases.flatMap(phasesOf))],
    therapeuticAreas: study.therapeuticAreas,
    sponsorId: await organizationId(act, study.sponsor, 'sponsor'),
    croId: null,
  });
  return found(await store.studyOfCode(act.tx, code));
}

async function answerAgain(
  act: Act,
  input: ProtocolImport,
  known: { readonly studyId: string; readonly protocolVersionId: string },
): Promise<ImportView> {
  if (!canImport(act.actor, known.studyId)) throw new Refusal('not-allowed', { permission: 'studies.import' });
  const schedule = found(await store.scheduleOfProtocol(act.tx, known.protocolVersionId));
  const firstDay = schedule.firstDay;
  const { schedule: again, warnings } = planned({ ...input, firstDay });
  const differs: Finding[] =
    input.firstDay === undefined || input.firstDay === firstDay
      ? []
      : [{ code: 'first-day-kept', message: `The file was imported before with first day ${firstDay}; that schedule stays.`, path: '$' }];
  return answer(act, {
    studyId: known.studyId,
    scheduleVersionId: schedule.id,
    visits: again.visits.length,
    isNew: false,
    warnings: [...warnings, ...differs],
  });
}

async function answer(
  act: Act,
  made: {
    readonly studyId: string;
    readonly scheduleVersionId: string;
    readonly visits: number;
    readonly isNew: boolean;
    readonly warnings: readonly Finding[];
  },
): Promise<ImportView> {
  const study = found(await store.loadStudy(act.tx, made.studyId));
  const schedule = found(await store.loadScheduleVersion(act.tx, made.scheduleVersionId));
  const warnings = made.warnings.map(({ code, message, path }) => ({ code, message, path }));
  return {
    study: { id: study.id, code: study.code, name: study.name },
    scheduleVersionId: schedule.id,
    scheduleStatus: schedule.status,
    visits: made.visits,
    isNew: made.isNew,
    warnings,
  };
}
