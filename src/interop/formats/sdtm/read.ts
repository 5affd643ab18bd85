// The door of the SDTM reader: the files of a folder in, one trial or one refusal with every fault named out.
import type { GivenFile } from '#lib/csv';
import { DomainError, minDate, ok, type Outcome, type Temporal } from '#lib';
import { adverseEventColumns, readAdverseEvents } from './adverse-events.ts';
import type { Reading } from './cells.ts';
import { sdtmDateReader } from './dates.ts';
import { demographicsColumns, readDemographics, type Demographics } from './demographics.ts';
import { dosingOf } from './dosing.ts';
import { dispositionColumns, exposureColumns, readDispositions, readExposures, type Exposure } from './events.ts';
import { faultLog, type FaultLog } from './fault-log.ts';
import { readVisits, visitColumns } from './subject-visits.ts';
import { readTable, type Columns, type Table } from './table.ts';
import type { SdtmDisposition, SdtmDomain, SdtmRefusal, SdtmSubject, SdtmTrial, SdtmVisit } from './trial.ts';

/** The largest file taken unless the caller says otherwise: 200 MB. */
export const maxSdtmFileBytes = 200 * 1_048_576;

const domains: readonly { readonly domain: SdtmDomain; readonly columns: Columns; readonly without: string | null }[] = [
  { domain: 'DM', columns: demographicsColumns, without: null },
  { domain: 'SV', columns: visitColumns, without: null },
  { domain: 'DS', columns: dispositionColumns, without: 'completion and discontinuation are not known' },
  { domain: 'EX', columns: exposureColumns, without: 'doses are taken from DM alone' },
  { domain: 'AE', columns: adverseEventColumns, without: 'adverse events are not known' },
];

/** `dm.csv` is DM whatever its folder and case; without one, a name that ends so (`abc-301_dm.csv`). `suppdm.csv` is not DM. */
function filesOf(domain: SdtmDomain, files: readonly GivenFile[]): readonly GivenFile[] {
  const nameOf = (file: GivenFile) => (file.name.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  const wanted = domain.toLowerCase();
  const exact = files.filter((file) => nameOf(file) === `${wanted}.csv`);
  return exact.length > 0 ? exact : files.filter((file) => new RegExp(`[_\\-. ]${wanted}\\.csv$`).test(nameOf(file)));
}

function readTables(files: readonly GivenFile[], log: FaultLog, maxBytes: number): ReadonlyMap<SdtmDomain, Table> {
  const tables = new Map<SdtmDomain, Table>();
  for (const { domain, columns, without } of domains) {
    const expected = `${domain.toLowerCase()}.csv`;
    const [file, second] = filesOf(domain, files);
    if (file && second) log.refuse('duplicate-file', { file: second.name }, `Two files are named as ${domain}; leave one.`);
    else if (file) {
      const table = readTable(file, domain, columns, log, maxBytes);
      if (table) tables.set(domain, table);
    } else if (without === null) log.refuse('missing-file', { file: expected }, `The dataset ${domain} (${expected}) is missing.`);
    else log.warn('file-missing', { file: expected }, `The dataset ${domain} (${expected}) is not there: ${without}.`);
  }
  return tables;
}

const consentCodes = /^(INFORMED CONSENT (OBTAINED|SIGNED)|MAIN (STUDY )?INFORMED CONSENT.*)$/;

function earliest(dates: readonly (Temporal.PlainDate | null)[]): Temporal.PlainDate | null {
  return dates.reduce((first, date) => (first && date ? minDate(first, date) : (first ?? date)), null);
}

function byStart(a: SdtmVisit, b: SdtmVisit): number {
  const [left, right] = [a.start?.toString() ?? '9', b.start?.toString() ?? '9'];
  if (left !== right) return left < right ? -1 : 1;
  return (a.visitNum ?? Infinity) === (b.visitNum ?? Infinity) ? a.row - b.row : (a.visitNum ?? Infinity) - (b.visitNum ?? Infinity);
}

interface Gathered {
  readonly demographics: Table;
  readonly visits: ReadonlyMap<string, readonly SdtmVisit[]>;
  readonly dispositions: ReadonlyMap<string, readonly SdtmDisposition[]>;
  readonly exposures: ReadonlyMap<string, Exposure> | null;
}

function subjectOf(one: Demographics, gathered: Gathered, log: FaultLog): SdtmSubject {
  const { demographics, visits: allVisits, dispositions: allDispositions, exposures } = gathered;
  const visits = [...(allVisits.get(one.usubjid) ?? [])].sort(byStart);
  const dispositions = allDispositions.get(one.usubjid) ?? [];
  if (visits.length === 0) log.warn('subject-without-visits', { file: demographics.file, row: one.row }, 'The subject has no visit in SV.');
  const consentedOn = one.consentedOn ?? earliest(dispositions.filter(({ code }) => consentCodes.test(code)).map(({ on }) => on));
  const death = dispositions.filter(({ code }) => code === 'DEATH');
  return {
    usubjid: one.usubjid,
    row: one.row,
    subjectId: one.subjectId,
    siteNumber: one.siteNumber,
    country: one.country,
    armCode: one.armCode,
    arm: one.arm,
    actualArmCode: one.actualArmCode,
    armStatus: one.armStatus,
    consentedOn,
    screenedOn: earliest([consentedOn, one.collectedOn, ...visits.filter(({ occurred }) => occurred).map(({ start }) => start)]),
    ...dosingOf(one, exposures?.get(one.usubjid), demographics, exposures !== null, log),
    died: one.died || death.length > 0,
    diedOn: one.diedOn ?? earliest(death.map(({ on }) => on)),
    dispositions,
    visits,
  };
}

const inReadingOrder = new Intl.Collator('en', { numeric: true });

/**
 * Reads the CDISC SDTM datasets DM and SV (required), DS, EX and AE (a warning where absent) of one trial from CSV files.
 * Other files are passed over. Pure; needs the bytes only. `maxBytes` limits each file.
 * Refuses the whole folder on a fault of structure or identity; `detail` is the first fault, `detail.faults` all of them.
 * Source of the columns: CDISC SDTM Implementation Guide 3.1.2 to 3.4.
 */
export function readSdtm(
  files: readonly GivenFile[],
  { maxBytes = maxSdtmFileBytes }: { readonly maxBytes?: number } = {},
): Outcome<SdtmTrial, SdtmRefusal> {
  const log = faultLog();
  const reading: Reading = { log, readDate: sdtmDateReader() };
  const tables = readTables(files, log, maxBytes);
  const [dm, sv, ds, ex, ae] = domains.map(({ domain }) => tables.get(domain));
  if (!dm || !sv) {
    const refusal = log.refusal();
    if (!refusal) throw new DomainError('a required dataset was not read and nothing says why');
    return refusal;
  }
  const known = readDemographics(reading, dm);
  const gathered: Gathered = {
    demographics: dm,
    visits: readVisits(reading, sv, known),
    dispositions: ds ? readDispositions(reading, ds, known) : new Map<string, readonly SdtmDisposition[]>(),
    exposures: ex ? readExposures(reading, ex, known) : null,
  };
  const adverseEvents = ae ? readAdverseEvents(reading, ae, known) : [];
  const refusal = log.refusal();
  if (refusal) return refusal;
  const subjects = [...known.subjects.values()].map((one) => subjectOf(one, gathered, log));
  const sites = [...new Set(subjects.map(({ siteNumber }) => siteNumber))].sort(inReadingOrder.compare).map((number) => ({ number }));
  return ok({ studyId: known.studyId, present: [...tables.keys()], sites, subjects, adverseEvents, warnings: log.warnings() });
}
