// Country names as registries spell them, now and formerly, turned into ISO 3166-1 alpha-2 codes.
import { countries } from '#network/rules';

// Code, then its names. States that are no more stand with the one that holds their capital.
const NAMES =
  'AD Andorra; AE United Arab Emirates|UAE; AF Afghanistan; AG Antigua and Barbuda; AI Anguilla; AL Albania; AM Armenia; AO Angola; ' +
  'AQ Antarctica; AR Argentina; AS American Samoa; AT Austria; AU Australia; AW Aruba; AX Åland Islands; AZ Azerbaijan; ' +
  'BA Bosnia and Herzegovina; BB Barbados; BD Bangladesh; BE Belgium; BF Burkina Faso; BG Bulgaria; BH Bahrain; BI Burundi; ' +
  'BJ Benin; BL St. Barthélemy; BM Bermuda; BN Brunei|Brunei Darussalam; ' +
  'BO Bolivia|Bolivia, Plurinational State of|Plurinational State of Bolivia; ' +
  'BQ Caribbean Netherlands|Bonaire|Bonaire, Sint Eustatius and Saba; BR Brazil; BS Bahamas; BT Bhutan; BV Bouvet Island; ' +
  'BW Botswana; BY Belarus|Byelarus; BZ Belize; CA Canada; CC Cocos (Keeling) Islands|Cocos Islands; ' +
  'CD Democratic Republic of the Congo|Congo, The Democratic Republic of the|DR Congo|Zaire; CF Central African Republic; ' +
  "CG Congo|Republic of the Congo|Congo, Republic of the; CH Switzerland; CI Cote d'Ivoire|Ivory Coast; CK Cook Islands; CL Chile; " +
  "CM Cameroon; CN China|People's Republic of China|Mainland China|PR China; CO Colombia; CR Costa Rica; CU Cuba; " +
  'CV Cape Verde|Cabo Verde; CW Curaçao|Netherlands Antilles|Former Netherlands Antilles; CX Christmas Island; CY Cyprus; ' +
  'CZ Czechia|Czech Republic|Former Czechoslovakia|Czechoslovakia; DE Germany; DJ Djibouti; DK Denmark; DM Dominica; ' +
  'DO Dominican Republic; DZ Algeria; EC Ecuador; EE Estonia; EG Egypt|Arab Republic of Egypt; EH Western Sahara; ER Eritrea; ' +
  'ES Spain; ET Ethiopia; FI Finland; FJ Fiji; FK Falkland Islands|Falkland Islands (Malvinas); ' +
  'FM Micronesia|Micronesia, Federated States of|Federated States of Micronesia; FO Faroe Islands; FR France; GA Gabon; ' +
  'GB United Kingdom|Great Britain|UK|England|Scotland|Wales|Northern Ireland; GD Grenada; GE Georgia|Republic of Georgia; ' +
  'GF French Guiana; GG Guernsey; GH Ghana; GI Gibraltar; GL Greenland; GM Gambia|Gambia, The; GN Guinea; GP Guadeloupe; ' +
  'GQ Equatorial Guinea; GR Greece; GS South Georgia and the South Sandwich Islands; GT Guatemala; GU Guam; GW Guinea-Bissau; ' +
  'GY Guyana; HK Hong Kong|Hong Kong SAR|Hong Kong, China; HM Heard and McDonald Islands; HN Honduras; HR Croatia; HT Haiti; ' +
  'HU Hungary; ID Indonesia; IE Ireland; IL Israel; IM Isle of Man; IN India; IO British Indian Ocean Territory; IQ Iraq; ' +
  'IR Iran|Iran, Islamic Republic of|Islamic Republic of Iran; IS Iceland; IT Italy; JE Jersey; JM Jamaica; JO Jordan; JP Japan; ' +
  'KE Kenya; KG Kyrgyzstan; KH Cambodia; KI Kiribati; KM Comoros; KN St. Kitts and Nevis; ' +
  "KP North Korea|Korea, Democratic People's Republic of|Democratic People's Republic of Korea; " +
  'KR South Korea|Korea, Republic of|Republic of Korea|Korea; KW Kuwait; KY Cayman Islands; KZ Kazakhstan; ' +
  "LA Laos|Lao People's Democratic Republic; LB Lebanon; LC St. Lucia; LI Liechtenstein; LK Sri Lanka; LR Liberia; LS Lesotho; " +
  'LT Lithuania; LU Luxembourg; LV Latvia; LY Libya|Libyan Arab Jamahiriya; MA Morocco; MC Monaco; ' +
  'MD Moldova|Moldova, Republic of|Republic of Moldova; ME Montenegro; MF St. Martin|Saint Martin (French part); MG Madagascar; ' +
  'MH Marshall Islands; MK North Macedonia|Macedonia|Macedonia, The Former Yugoslav Republic of|Republic of North Macedonia; ' +
  'ML Mali; MM Myanmar|Burma; MN Mongolia; MO Macao|Macau; MP Northern Mariana Islands; MQ Martinique; MR Mauritania; MS Montserrat; ' +
  'MT Malta; MU Mauritius; MV Maldives; MW Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NA Namibia; NC New Caledonia; NE Niger; ' +
  'NF Norfolk Island; NG Nigeria; NI Nicaragua; NL Netherlands|Holland; NO Norway; NP Nepal; NR Nauru; NU Niue; NZ New Zealand; ' +
  'OM Oman; PA Panama; PE Peru; PF French Polynesia; PG Papua New Guinea; PH Philippines; PK Pakistan; PL Poland; ' +
  'PM St. Pierre and Miquelon; PN Pitcairn Islands|Pitcairn; PR Puerto Rico; ' +
  'PS Palestine|Palestinian Territory, occupied|Palestinian Territories, Occupied|State of Palestine|Occupied Palestinian Territory|Palestinian Territory; ' +
  'PT Portugal; PW Palau; PY Paraguay; QA Qatar; RE Réunion; RO Romania; ' +
  'RS Serbia|Former Serbia and Montenegro|Serbia and Montenegro|Former Yugoslavia|Yugoslavia; RU Russia|Russian Federation; ' +
  'RW Rwanda; SA Saudi Arabia; SB Solomon Islands; SC Seychelles; SD Sudan; SE Sweden; SG Singapore; ' +
  'SH St. Helena|Saint Helena, Ascension and Tristan da Cunha; SI Slovenia; ' +
  'SJ Svalbard and Jan Mayen|Svalbard and Jan Mayen Islands; SK Slovakia|Slovak Republic; SL Sierra Leone; SM San Marino; ' +
  'SN Senegal; SO Somalia; SR Suriname; SS South Sudan; ST São Tomé and Príncipe; SV El Salvador; ' +
  'SX Sint Maarten|Sint Maarten (Dutch part); SY Syria|Syrian Arab Republic; SZ Eswatini|Swaziland; TC Turks and Caicos Islands; ' +
  'TD Chad; TF French Southern Territories; TG Togo; TH Thailand; TJ Tajikistan; TK Tokelau; TL Timor-Leste|East Timor; ' +
  'TM Turkmenistan; TN Tunisia; TO Tonga; TR Turkey|Türkiye|Turkey (Türkiye)|Republic of Türkiye; TT Trinidad and Tobago; TV Tuvalu; ' +
  'TW Taiwan|Taiwan, Province of China|Taiwan, China; TZ Tanzania|Tanzania, United Republic of|United Republic of Tanzania; ' +
  'UA Ukraine; UG Uganda; UM United States Minor Outlying Islands|U.S. Outlying Islands; ' +
  'US United States|USA|U.S.|U.S.A.|United States of America; UY Uruguay; UZ Uzbekistan; ' +
  'VA Vatican City|Holy See|Holy See (Vatican City State); VC St. Vincent and Grenadines; ' +
  'VE Venezuela|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela; ' +
  'VG British Virgin Islands|Virgin Islands, British|Virgin Islands (British); ' +
  'VI U.S. Virgin Islands|Virgin Islands, U.S.|Virgin Islands (U.S.)|United States Virgin Islands; VN Vietnam|Viet Nam; VU Vanuatu; ' +
  'WF Wallis and Futuna; WS Samoa; YE Yemen|Republic of Yemen; YT Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe';

/** What remains of a name when case, accents, punctuation, "the" and "saint" no longer count. */
function plain(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = letters
    .replaceAll('&', ' and ')
    .replaceAll(/['’.]/g, '')
    .split(/[^a-z]+/);
  return words
    .map((word) => (word === 'saint' ? 'st' : word))
    .filter((word) => word !== '' && word !== 'the')
    .join(' ');
}

const codeByName: ReadonlyMap<string, string> = new Map([
  ...NAMES.split('; ').flatMap((entry) =>
    entry
      .slice(3)
      .split('|')
      .map((name) => [plain(name), entry.slice(0, 2)] as const),
  ),
  ...countries.map((code) => [code.toLowerCase(), code] as const),
]);

/** The code of a country by its name (or code) in a registry; null for a name that is no country's. */
export function countryOfRegistryName(name: string): string | null {
  return codeByName.get(plain(name)) ?? null;
}

/** The codes that have a name here. */
export const countriesWithRegistryName: ReadonlySet<string> = new Set(codeByName.values());
