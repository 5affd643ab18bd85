// How many were screened, failed, were treated, completed and left, by site: counts out of an imported trial.
import { endOf, finalEnding, isScreenFailure } from './dispositions.ts';
import type { ImportedSubject, ImportedTrial } from './imported.ts';

/** The counts. `completed` and `discontinued` are null where the folder has no DS: not known is not none. */
export interface FunnelCounts {
  readonly screened: number;
  readonly screenFailure: number;
  readonly treated: number;
  readonly completed: number | null;
  readonly discontinued: number | null;
}

/** The counts of one site. */
export interface SiteFunnel extends FunnelCounts {
  readonly site: string;
}

function countsOf(subjects: readonly ImportedSubject[], endingsKnown: boolean): FunnelCounts {
  const failed = subjects.filter(isScreenFailure);
  const past = subjects.filter((subject) => !isScreenFailure(subject));
  const endings = past.flatMap((subject) => finalEnding(subject) ?? []);
  const completed = endings.filter((ending) => endOf(ending) === 'completed').length;
  return {
    screened: subjects.length,
    screenFailure: failed.length,
    treated: subjects.filter(({ treated }) => treated).length,
    completed: endingsKnown ? completed : null,
    discontinued: endingsKnown ? endings.length - completed : null,
  };
}

/**
 * The funnel by site (in the order of `trial.sites`) and in total. Screened: every subject of DM. Discontinued: not a screen failure
 * and the last ending in DS is anything but completed. Who has no ending yet is in neither `completed` nor `discontinued`.
 */
export function importedFunnel(trial: ImportedTrial): { readonly sites: readonly SiteFunnel[]; readonly total: FunnelCounts } {
  const known = trial.present.includes('DS');
  const bySite = new Map<string, ImportedSubject[]>(trial.sites.map(({ number }) => [number, []]));
  for (const subject of trial.subjects) bySite.get(subject.siteNumber)?.push(subject);
  return {
    sites: trial.sites.map(({ number }) => ({ site: number, ...countsOf(bySite.get(number) ?? [], known) })),
    total: countsOf(trial.subjects, known),
  };
}
