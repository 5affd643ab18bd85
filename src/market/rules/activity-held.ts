// What is held of registry records while they are counted, and what is told of them in the end.
import type { Region } from '#network/rules';
import type { Places, TablePlaces } from './registry-places.ts';
import type { Area, Phase, unknownCountry } from './taxonomy.ts';

/** Counts by a registry's own words, most frequent first. */
export type Counts = Readonly<Record<string, number>>;

/** Facility-years of one cell of the market; `country` is an ISO 3166-1 alpha-2 code or `Unknown`. */
export interface SiteYears {
  readonly country: string;
  readonly region: Region | typeof unknownCountry;
  readonly phase: Phase;
  readonly area: Area;
  readonly year: number;
  readonly siteYears: number;
}

/** Where an area was read from; `nothing`: no term spoke, which counts with Others. */
export const readFrom = ['conditions', 'mesh', 'title', 'nothing'] as const;
export type ReadFrom = (typeof readFrom)[number];

/** What was read of registries, all of it counted. */
export interface Activity {
  /** The day of the newest update in all the files; null where none is written. */
  readonly asOf: string | null;
  readonly studies: number;
  /** Other versions of the same studies, left out. */
  readonly duplicates: number;
  readonly facilityRows: number;
  readonly studiesWithoutLocations: number;
  readonly countries: number;
  readonly byPhase: Counts;
  readonly byStatus: Counts;
  readonly byType: Counts;
  readonly startsByYear: Counts;
  readonly noStartDate: number;
  readonly studiesByCountry: Counts;
  readonly facilitiesByCountry: Counts;
  readonly byTherapeuticArea: Readonly<Record<Area, number>>;
  readonly areaReadFrom: Readonly<Record<ReadFrom, number>>;
  /** The terms that decided, and of how many studies. */
  readonly areaDecidedBy: readonly { readonly area: Area; readonly term: string; readonly studies: number }[];
  /** Names that are no country's: their site-years stand under `Unknown`. */
  readonly unknownCountries: readonly { readonly name: string; readonly facilities: number }[];
  readonly siteYears: readonly SiteYears[];
}

/** A study as it is held: its newest version. */
export interface HeldStudy {
  readonly file: number;
  readonly updated: number;
  readonly submitted: number;
  readonly phase: string;
  readonly status: string;
  readonly type: string;
  readonly start: number | null;
  readonly completion: number | null;
  /** The term that decides the area, or -1. */
  readonly term: number;
  readonly from: ReadFrom;
  /** Whether conditions or MeSH terms came with it; else a table of conditions is asked before the title. */
  readonly isStated: boolean;
  /** Null: a table of facilities is asked. */
  readonly places: Places | null;
}

/** The term that decides the area of a study by the conditions of a table, or -1. */
export interface TableTerm {
  readonly file: number;
  readonly term: number;
}

/** All that is held. */
export interface HeldActivity {
  readonly studies: ReadonlyMap<number, HeldStudy>;
  readonly facilities: ReadonlyMap<number, TablePlaces>;
  readonly conditions: ReadonlyMap<number, TableTerm>;
  /** The newest day of an update of each file, null where it has none. */
  readonly newest: readonly (number | null)[];
  readonly duplicates: number;
  readonly replaced: number;
  readonly countryNames: readonly string[];
}
