// The pipeline valued: what participants still to enrol would earn by contract, and what of that may be expected.
import { type OwnPlace, type OwnStudy, inUsd } from './position.ts';
import type { OwnAssumptions } from './position-assumptions.ts';
import type { Area } from './taxonomy.ts';

/** What one participant who completes is worth, in whole units of the currency, and who says so. */
export interface ParticipantWorth {
  readonly amount: number;
  readonly currency: string;
  readonly basis: 'contract' | 'earned';
}

/** A study at a site that may still earn; amounts in US dollars. */
export interface PipelineRow {
  readonly studySiteId: string;
  readonly studyId: string;
  readonly study: string;
  readonly siteId: string;
  readonly site: string;
  readonly country: string;
  readonly area: Area;
  readonly state: string;
  readonly remaining: number;
  readonly perParticipant: ParticipantWorth | null;
  readonly contracted: number | null;
  readonly chance: number;
  readonly expected: number | null;
}

/** The pipeline; `unvalued` counts places without a target, a worth or a rate. */
export interface Pipeline {
  readonly rows: readonly PipelineRow[];
  readonly contracted: number;
  readonly expected: number;
  readonly unvalued: number;
}

/**
 * Contracted: participants still to enrol x what one who completes earns. Expected: that x the assumed chance of the state. Who is enrolled
 * already is not in it. States without a chance are no pipeline.
 */
export function pipelineOf(
  studies: readonly OwnStudy[],
  places: readonly OwnPlace[],
  worth: ReadonlyMap<string, ParticipantWorth>,
  own: OwnAssumptions,
): Pipeline {
  const studyById = new Map(studies.map((study) => [study.id, study]));
  const rows = places.flatMap((place): PipelineRow[] => {
    const study = studyById.get(place.studyId);
    const chance = own.chanceByState[place.state];
    const remaining = Math.max(0, (place.target ?? 0) - place.enrolled);
    if (!study || chance === undefined || (place.target !== null && remaining === 0)) return [];
    const perParticipant = worth.get(place.studySiteId) ?? null;
    const each = perParticipant && inUsd(perParticipant.amount, perParticipant.currency, own);
    const contracted = each === null || place.target === null ? null : each * remaining;
    const { studySiteId, studyId, siteId, site, country, state } = place;
    return [
      {
        studySiteId,
        studyId,
        study: study.code,
        siteId,
        site,
        country,
        area: study.area,
        state,
        remaining,
        perParticipant,
        contracted,
        chance,
        expected: contracted === null ? null : contracted * chance,
      },
    ];
  });
  const sum = (key: 'contracted' | 'expected') => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  return {
    rows: rows.toSorted((a, b) => (b.expected ?? -1) - (a.expected ?? -1) || (a.study + a.site < b.study + b.site ? -1 : 1)),
    contracted: sum('contracted'),
    expected: sum('expected'),
    unvalued: rows.filter(({ contracted }) => contracted === null).length,
  };
}
