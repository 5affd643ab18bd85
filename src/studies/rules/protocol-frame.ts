// Which protocol a schedule version leaves as: the one it was imported with, or one made of the schedule and what is known of the study.
import { isSameRecord, type PlannedSchedule, settledSchedule } from './planned-schedule.ts';
import type { Coded, Protocol } from './protocol.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { type ProtocolFrame, scheduleProtocol } from './schedule-protocol.ts';
import { studyCode } from './study-code.ts';

/** What the record of a study says of it. */
export interface StudyWords {
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly phases: readonly string[];
  readonly therapeuticAreas: readonly string[];
  readonly sponsor: string | null;
}

const PHASES: Readonly<Record<string, Coded>> = {
  I: { code: 'C15600', decode: 'Phase I Trial' },
  'I/II': { code: 'C15693', decode: 'Phase I/II Trial' },
  II: { code: 'C15601', decode: 'Phase II Trial' },
  'II/III': { code: 'C15694', decode: 'Phase II/III Trial' },
  III: { code: 'C15602', decode: 'Phase III Trial' },
  IV: { code: 'C15603', decode: 'Phase IV Trial' },
};
const OFFICIAL_TITLE: Coded = { code: 'C207616', decode: 'Official Study Title' };
const COMPANY: Coded = { code: 'C54149', decode: 'Pharmaceutical Company' };

/** A portfolio's words are terms of this program, not of a published terminology. */
function areaTerm(area: string): Coded {
  return { code: area, decode: area, system: 'urn:siteward:therapeutic-area', systemVersion: '1' };
}

/** The phases of a portfolio as the one term of a protocol; null without a phase. */
export function phaseTerm(phases: readonly string[]): Coded | null {
  const words = phases.join('/');
  return words === '' ? null : (PHASES[words] ?? { code: '', decode: words });
}

/**
 * What a protocol says of a study that has no protocol file. The study's code is its identifier, and its name where the name itself would
 * make another code, so that an import finds the same study again.
 */
export function studyFrame({ code, name, title, phases, therapeuticAreas, sponsor }: StudyWords): ProtocolFrame {
  const phase = phaseTerm(phases);
  return {
    study: {
      name: studyCode(name) === code ? name : code,
      versionIdentifier: null,
      titles: [{ type: OFFICIAL_TITLE, text: title }],
      phases: phase ? [phase] : [],
      businessAreas: [],
      identifiers: [{ scope: sponsor, scopeType: sponsor === null ? null : COMPANY, value: code }],
      sponsor,
    },
    therapeuticAreas: therapeuticAreas.map(areaTerm),
  };
}

/** What an imported protocol says besides its schedule. */
function protocolFrame({ study, amendments, designs: [design] }: Protocol): ProtocolFrame {
  return {
    study,
    amendments,
    criteria: design?.criteria ?? [],
    therapeuticAreas: design?.therapeuticAreas ?? [],
    ...(design?.particulars ? { particulars: design.particulars } : {}),
  };
}

/**
 * The protocol that a schedule version leaves as. `own` is the protocol it was made from: it leaves as it came where the schedule still
 * is what it says. Otherwise the schedule is put into the words of a protocol; `latest`, the study's newest protocol, gives criteria,
 * amendments and identity, and where there is none the study's own record does.
 */
export function exportedProtocol(planned: PlannedSchedule, own: Protocol | null, latest: Protocol | null, study: StudyWords): Protocol {
  const firstDay = planned.firstDay ?? 0;
  if (own && isSameRecord(settledSchedule(protocolSchedule(own, { firstDay }).schedule), settledSchedule(planned)))
    return { ...own, firstDay };
  const known = own ?? latest;
  return scheduleProtocol(planned, known ? protocolFrame(known) : studyFrame(study));
}
