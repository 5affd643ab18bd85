// Countries (ISO 3166-1 alpha-2) and the regions that portfolios are cut by.

export const regions = ['North America', 'Europe', 'Asia Pacific', 'South America', 'Middle East & Africa'] as const;
export type Region = (typeof regions)[number];

// Latin America and the Caribbean stand with South America, Western Asia with the Middle East, Central Asia with Asia Pacific;
// Mexico and Cyprus are counted where the industry counts them.
const CODES: Readonly<Record<Region, string>> = {
  'North America': 'US CA MX BM GL PM UM',
  Europe:
    'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA',
  'Asia Pacific':
    'AF AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN IO JP KG KH KI KP KR KZ LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH TJ TK TL TM TO TV TW UZ VN VU WF WS',
  'South America':
    'AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI',
  'Middle East & Africa':
    'AE AM AO AQ AZ BF BH BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GE GH GM GN GQ GW IL IQ IR JO KE KM KW LB LR LS LY MA MG ML MR MU MW MZ NA NE NG OM PS QA RE RW SA SC SD SH SL SN SO SS ST SY SZ TD TF TG TN TR TZ UG YE YT ZA ZM ZW',
};

const REGION_BY_COUNTRY: ReadonlyMap<string, Region> = new Map(
  regions.flatMap((region) => CODES[region].split(' ').map((code) => [code, region] as const)),
);

/** Countries that the portfolio shows by name; the others roll up to "Others" of their region. */
const NAMED = new Set('US CA MX FR GB IT DE ES CN IN JP AU KR BR AR CO ZA SA AE'.split(' '));

/** Every country code, in alphabetical order. */
export const countries: readonly string[] = [...REGION_BY_COUNTRY.keys()].sort();

/** Whether the text is the code of a country. */
export function isCountry(code: string): boolean {
  return REGION_BY_COUNTRY.has(code);
}

/** The region of a country; null for a code that is none. */
export function regionOf(country: string): Region | null {
  return REGION_BY_COUNTRY.get(country) ?? null;
}

/** The country's code where the portfolio names it, else `Others`. */
export function portfolioCountry(country: string): string {
  return NAMED.has(country) ? country : 'Others';
}
