// From the rows of the files to the sites of a study on its as-of day.
import { type EnrolmentSite, type EnrolmentStudy, type TermChoice, termChoices } from '#stats';
import type { EnrolmentRow, ForecastWarning, SiteRow } from './file-rows.ts';
import type { OpeningsFound } from './openings.ts';

/** Sites as known on a day, with the days of their enrolments where the file has them. */
export interface KnownSites {
  readonly sites: readonly SiteRow[];
  readonly enrolledOn: ReadonlyMap<string, readonly number[]> | null;
  /** Openings are first enrolments: the age of a site then says nothing about its rate. */
  readonly opensAtFirst: boolean;
  readonly warnings: readonly ForecastWarning[];
}

/** The terms that may be chosen for these sites. */
export function choicesFor({ opensAtFirst }: KnownSites): readonly TermChoice[] {
  return opensAtFirst ? [{ shape: 'constant', start: false }] : termChoices;
}

/**
 * Sites out of single enrolments, as they were known on `asOf`: later enrolments and later openings are not looked at. Without a file of
 * sites a site opens at its first enrolment.
 */
export function sitesOfEnrolments(enrolments: readonly EnrolmentRow[], openings: readonly SiteRow[] | null, asOf: number): KnownSites {
  const days = new Map<string, number[]>();
  for (const { site, day } of enrolments) if (day <= asOf) days.set(site, [...(days.get(site) ?? []), day]);
  for (const list of days.values()) list.sort((one, other) => one - other);
  const later = enrolments.filter(({ day }) => day > asOf).length;
  const rows = openings ?? [...days.keys()].sort().map((site) => firstEnrolmentRow(site, days.get(site) ?? []));
  const listed = new Set(rows.map(({ site }) => site));
  const unlisted = openings ? [...days.keys()].filter((site) => !listed.has(site)).sort() : [];
  const sites = [...rows, ...unlisted.map((site) => firstEnrolmentRow(site, days.get(site) ?? []))].map((row): SiteRow => {
    const own = days.get(row.site) ?? [];
    const opened = row.openedOn !== null && row.openedOn <= asOf ? row.openedOn : null;
    return { ...row, enrolled: own.length, openedOn: own[0] === undefined ? opened : Math.min(opened ?? own[0], own[0]) };
  });
  const early = sites.filter(({ site }) =>
    rows.some((row) => row.site === site && row.openedOn !== null && row.openedOn > (days.get(site)?.[0] ?? Infinity)),
  );
  const warnings = [
    ...(openings === null
      ? [
          {
            code: 'opens-at-first-enrolment',
            message:
              'Without --sites a site opens at its first enrolment: the time until then and every site that enrolled nobody are left out, so the rates are too high, no new site is expected, and a rate that moves with age cannot be told.',
          },
        ]
      : []),
    ...(unlisted.length > 0
      ? [
          {
            code: 'site-not-listed',
            message: `${unlisted.slice(0, 5).join(', ')} enrolled and is not in the file of sites: it opens at its first enrolment.`,
          },
        ]
      : []),
    ...(early.length > 0
      ? [
          {
            code: 'enrolled-before-opening',
            message: `${early[0]?.site ?? ''} enrolled before its opening day: it opens at its first enrolment.`,
          },
        ]
      : []),
    ...(later > 0 ? [{ code: 'after-as-of', message: `${later} enrolments lie after the as-of day and are not looked at.` }] : []),
  ];
  return { sites, enrolledOn: days, opensAtFirst: openings === null, warnings };
}

function firstEnrolmentRow(site: string, days: readonly number[]): SiteRow {
  return {
    row: 0,
    site,
    openedOn: days[0] ?? null,
    exposureDays: null,
    enrolled: days.length,
    plan: null,
    pOpen: null,
    selectedOn: null,
    closesOn: null,
    cap: null,
  };
}

/** The study that the kernel takes. */
export function studyOf(known: KnownSites, openings: OpeningsFound, asOf: number): EnrolmentStudy {
  const sites = known.sites.map((row): EnrolmentSite => {
    const shared = { id: row.site, enrolled: row.enrolled, closesOn: row.closesOn, cap: row.cap };
    if (row.openedOn === null) return { ...shared, openedOn: null, opening: openings.openingOf(row) };
    const days = known.enrolledOn?.get(row.site);
    return {
      ...shared,
      openedOn: row.openedOn,
      ...(row.exposureDays === null ? {} : { exposureDays: row.exposureDays }),
      ...(known.enrolledOn === null ? {} : { enrolledOn: days ?? [] }),
    };
  });
  return { asOf, sites };
}
