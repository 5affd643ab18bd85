// What an import tells of registry records besides its site-years: counts in the registries' own words, short enough to be kept.
import type { ActivityWarning } from './activity-faults.ts';
import type { Activity, Counts, ReadFrom } from './activity-held.ts';
import { countryOfRegistryName } from './registry-country.ts';
import { type Area, areas } from './taxonomy.ts';

/** How many studies a registry's word stands for. */
export interface WordCount {
  readonly name: string;
  readonly studies: number;
}

/** A country as a registry spells it; `country` is its ISO 3166-1 alpha-2 code, null for what is no country's name. */
export interface CountryCount extends WordCount {
  readonly country: string | null;
  readonly facilities: number;
}

/** The counts of an import, each list with the most frequent first. */
export interface ToldActivity {
  readonly asOf: string | null;
  readonly byPhase: readonly WordCount[];
  readonly byStatus: readonly WordCount[];
  readonly byType: readonly WordCount[];
  readonly byCountry: readonly CountryCount[];
  readonly byArea: readonly { readonly area: Area; readonly studies: number }[];
  readonly areaReadFrom: Readonly<Record<ReadFrom, number>>;
  readonly areaDecidedBy: readonly { readonly area: Area; readonly term: string; readonly studies: number }[];
}

/** How many words of a kind are kept: registries know some two hundred countries, a spoilt file may name a million. */
export const mostWords = 1_000;

/** A text as a table can keep it: at most so long, without control characters and halves of characters. */
export function keepable(text: string, longest: number): string {
  return text.slice(0, longest).replaceAll(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}');
}

const listed = (counts: Counts): readonly WordCount[] =>
  Object.entries(counts)
    .map(([name, studies]) => ({ name: keepable(name, 200), studies }))
    .toSorted((one, other) => other.studies - one.studies)
    .slice(0, mostWords);

function countriesOf({ studiesByCountry, facilitiesByCountry }: Activity): readonly CountryCount[] {
  return Object.entries(facilitiesByCountry)
    .map(([name, facilities]) => ({
      name: keepable(name, 200),
      country: countryOfRegistryName(name),
      studies: studiesByCountry[name] ?? 0,
      facilities,
    }))
    .toSorted((one, other) => other.facilities - one.facilities)
    .slice(0, mostWords);
}

/** What is kept of a count, beside its site-years. */
export function toldActivity(activity: Activity): ToldActivity {
  return {
    asOf: activity.asOf,
    byPhase: listed(activity.byPhase),
    byStatus: listed(activity.byStatus),
    byType: listed(activity.byType),
    byCountry: countriesOf(activity),
    byArea: areas.map((area) => ({ area, studies: activity.byTherapeuticArea[area] })),
    areaReadFrom: activity.areaReadFrom,
    areaDecidedBy: activity.areaDecidedBy,
  };
}

/** Warnings whose texts a table can keep. */
export function keepableWarnings(warnings: readonly ActivityWarning[]): readonly ActivityWarning[] {
  return warnings.map(({ code, message, file, row, column, count, rows }) => ({
    code,
    message: keepable(message, 1_000),
    file: file === null ? null : keepable(file, 400),
    row,
    column: column === null ? null : keepable(column, 200),
    count,
    rows,
  }));
}
