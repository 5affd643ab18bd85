// What a protocol file says about itself, for a look before it is imported; the server's reader judges it in full.

/** A first look at a digital protocol. Counts cover every design of the newest version in the file. */
export interface FilePreview {
  readonly name: string;
  readonly usdmVersion: string | null;
  readonly phases: readonly string[];
  readonly timelines: number;
  readonly instances: number;
  readonly activities: number;
  readonly arms: number;
  readonly criteria: number;
  readonly amendments: number;
  /** How the file itself counts days, where it says so. */
  readonly firstDay: '0' | '1' | null;
}

export type FilePreviewOutcome =
  { readonly ok: true; readonly preview: FilePreview } | { readonly ok: false; readonly why: 'notJson' | 'notUsdm' };

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isLoose) : []);
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const total = (things: readonly Loose[], key: string): number => things.reduce((sum, thing) => sum + list(thing[key]).length, 0);

// The phase stands at the version in older files and at the design in newer ones.
function phasesOf(places: readonly Loose[]): string[] {
  const codes = places.flatMap((place) => [place['studyPhase'], ...list(place['studyPhases'])]).filter(isLoose);
  const decodes = codes.map((code) => text(isLoose(code['standardCode']) ? code['standardCode']['decode'] : code['decode']));
  return [...new Set(decodes.filter((decode) => decode !== null))];
}

// What an export of this program states beside the study's version.
function firstDayOf(version: Loose): '0' | '1' | null {
  const stated = list(version['extensionAttributes']).find((attribute) => attribute['url'] === 'urn:siteward:usdm:first-day')?.[
    'valueString'
  ];
  return stated === '0' || stated === '1' ? stated : null;
}

/** Reads the content of a file. */
export function previewFile(content: string): FilePreviewOutcome {
  let file: unknown;
  try {
    file = JSON.parse(content);
  } catch {
    return { ok: false, why: 'notJson' };
  }
  const study = isLoose(file) && isLoose(file['study']) ? file['study'] : undefined;
  const version = study && list(study['versions'])[0];
  const name = study && (text(study['name']) ?? text(study['label']));
  if (!isLoose(file) || !version || !name) return { ok: false, why: 'notUsdm' };
  const designs = list(version['studyDesigns']);
  const timelines = designs.flatMap((design) => list(design['scheduleTimelines']));
  const criteria =
    total(designs, 'eligibilityCriteria') ||
    total(
      designs.map((design) => (isLoose(design['population']) ? design['population'] : {})),
      'criteria',
    );
  return {
    ok: true,
    preview: {
      name,
      usdmVersion: text(file['usdmVersion']),
      phases: phasesOf([version, ...designs]),
      timelines: timelines.length,
      instances: total(timelines, 'instances'),
      activities: total(designs, 'activities'),
      arms: total(designs, 'arms'),
      criteria: criteria || list(version['criteria']).length,
      amendments: list(version['amendments']).length,
      firstDay: firstDayOf(version),
    },
  };
}
