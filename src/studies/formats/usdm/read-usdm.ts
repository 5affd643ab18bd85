// Reads a digital protocol (CDISC USDM JSON 4.x, 3.x or 2.11) into the room's own shape, or says where it is broken.
import { ok, refuse } from '#lib';
import type { Outcome } from '#lib';
import type { Concept, Finding, Protocol } from '../../rules/protocol.ts';
import { glossary } from './criteria.ts';
import { readDesign } from './design.ts';
import { named } from './named.ts';
import { coded, isObject, list, note, own, text } from './place.ts';
import type { Findings, Place } from './place.ts';
import { knowList, references, settle } from './references.ts';
import { readStated } from './stated.ts';
import { readAmendments, readIdentity } from './study.ts';

/** Why a file is not taken. `detail` always holds `message` and `path`; with several faults also `findings` (at most 501). */
export type UsdmRefusal =
  | 'too-large'
  | 'not-json'
  | 'not-usdm'
  | 'unknown-version'
  | 'no-timeline'
  | 'dangling-reference'
  | 'broken-content';

/** `maxBytes` is the largest file taken, 50 MB unless told. */
export interface ReadUsdmOptions {
  readonly maxBytes?: number;
}

export const USDM_MAX_BYTES = 50_000_000;

const MOST_BYTES_PER_UNIT = 3;
const READABLE_VERSION = /^(?:4\.\d+|3\.\d+|2\.1[1-9])(?:\.\d+)?$/;
const PRINTABLE_VERSION = /^[\w.+-]{1,20}$/;

function refused(refusal: UsdmRefusal, path: string, message: string, findings?: readonly Finding[]) {
  return refuse(refusal, { message, path, ...(findings ? { findings } : {}) });
}

function isTooLarge(content: Uint8Array | string, maxBytes: number): boolean {
  if (typeof content !== 'string') return content.byteLength > maxBytes;
  if (content.length > maxBytes) return true;
  return content.length * MOST_BYTES_PER_UNIT > maxBytes && new TextEncoder().encode(content).byteLength > maxBytes;
}

function parse(content: Uint8Array | string): Outcome<unknown, UsdmRefusal> {
  let json: string;
  try {
    json = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return refused('not-json', '$', 'The file is not UTF-8 text.');
  }
  if (json.trim() === '') return refused('not-json', '$', 'The file is empty.');
  try {
    return ok(JSON.parse(json) as unknown);
  } catch (fault) {
    const at = fault instanceof Error ? /position (\d+)/.exec(fault.message)?.[1] : undefined;
    return refused(
      'not-json',
      '$',
      at === undefined ? 'The file is not JSON, or it ends too early.' : `The file is not JSON: it breaks at character ${at}.`,
    );
  }
}

/** The study and its first version, or why there is none; what this reader does not know is refused before anything is read. */
function openStudy(root: unknown, findings: Findings): Outcome<{ study: Place; version: Place; usdmVersion: string }, UsdmRefusal> {
  if (!isObject(root)) return refused('not-usdm', '$', 'The file is not a digital protocol: it should be a JSON object with a study.');
  const whole: Place = { value: root, path: '$', findings };
  const found = own(root, 'study');
  if (!isObject(found)) return refused('not-usdm', '$.study', 'The file is not a digital protocol: it has no study.');
  const usdmVersion = text(whole, 'usdmVersion');
  if (usdmVersion === null)
    return refused('unknown-version', '$.usdmVersion', 'The file does not say which USDM version it follows; 4.x, 3.x and 2.11 are read.');
  if (!READABLE_VERSION.test(usdmVersion)) {
    const shown = PRINTABLE_VERSION.test(usdmVersion) ? `USDM version ${usdmVersion}` : 'This USDM version';
    return refused('unknown-version', '$.usdmVersion', `${shown} is not known; 4.x, 3.x and 2.11 are read.`);
  }
  const study: Place = { value: found, path: '$.study', findings };
  const versions = own(found, 'versions');
  const first: unknown = Array.isArray(versions) ? versions[0] : undefined;
  if (!isObject(first)) return refused('not-usdm', '$.study.versions', 'The study has no version.');
  if (Array.isArray(versions) && versions.length > 1)
    note(findings.warnings, 'several-versions', '$.study.versions', `The study has ${versions.length} versions; the first is read.`);
  return ok({ study, version: { value: first, path: '$.study.versions[0]', findings }, usdmVersion });
}

function readConcept(place: Place): Concept {
  const [origin, code] = [text(place, 'reference'), coded(place, 'code')];
  return { ...named(place), ...(origin === null ? {} : { reference: origin }), ...(code ? { code } : {}) };
}

function readProtocol(root: unknown, study: Place, version: Place, usdmVersion: string): Protocol {
  const { findings } = version;
  const refs = references(findings);
  const organizations = knowList(refs, 'organization', version, 'organizations');
  const items = knowList(refs, 'criterion item', version, 'eligibilityCriterionItems');
  knowList(refs, 'biomedical concept', version, 'biomedicalConcepts');
  knowList(refs, 'concept surrogate', version, 'bcSurrogates');
  knowList(refs, 'concept category', version, 'bcCategories');
  const designPlaces = list(version, 'studyDesigns');
  const words = glossary(root, [version, ...designPlaces]);
  const designs = designPlaces.map((design) => readDesign(design, refs, items, words));
  const identity = readIdentity(study, version, organizations, designs, refs);
  settle(refs);
  const holders = [version, ...designPlaces];
  const firstDay = readStated(version, 'firstDay');
  return {
    usdmVersion,
    study: identity,
    designs,
    amendments: readAmendments(version),
    biomedicalConcepts: holders.flatMap((holder) => list(holder, 'biomedicalConcepts').map(readConcept)),
    conceptSurrogates: holders.flatMap((holder) => list(holder, 'bcSurrogates').map(named)),
    conceptCategories: holders.flatMap((holder) => list(holder, 'bcCategories').map(named)),
    ...(firstDay === undefined ? {} : { firstDay }),
    warnings: findings.warnings,
  };
}

/** The first fault by weight: no schedule at all, then broken places, then references that lead nowhere. */
function judge(protocol: Protocol, findings: Findings): Outcome<Protocol, UsdmRefusal> {
  const [broken] = findings.broken;
  if (broken) return refused('broken-content', broken.path, broken.message, findings.broken);
  const designs = '$.study.versions[0].studyDesigns';
  if (protocol.designs.length === 0) return refused('no-timeline', designs, 'The study has no design, so there is no schedule to read.');
  const timelines = protocol.designs.flatMap((design) => design.timelines);
  if (timelines.length === 0)
    return refused('no-timeline', `${designs}[0].scheduleTimelines`, 'No design has a timeline, so there is no schedule to read.');
  if (!timelines.some((timeline) => timeline.instances.some((instance) => instance.kind === 'activity'))) {
    return refused(
      'no-timeline',
      `${designs}[0].scheduleTimelines[0].instances`,
      'No timeline has an activity instance, so there is no schedule to read.',
    );
  }
  const [dangling] = findings.dangling;
  if (dangling) return refused('dangling-reference', dangling.path, dangling.message, findings.dangling);
  return ok(protocol);
}

/**
 * Reads a protocol. `content` is the file's bytes (UTF-8, with or without BOM) or its text. Never throws on any content; a file larger
 * than `maxBytes` is refused before it is parsed. Structure from the CDISC USDM API 4.0.0 schema; 3.x and 2.11 differ in places that
 * are read where they stand: organizations inside identifiers, phase at the version, concepts and dictionaries under the design,
 * criteria with their text under the population. Of several study versions the first is read.
 */
export function readUsdm(content: Uint8Array | string, options: ReadUsdmOptions = {}): Outcome<Protocol, UsdmRefusal> {
  const maxBytes = options.maxBytes ?? USDM_MAX_BYTES;
  if (isTooLarge(content, maxBytes)) return refused('too-large', '$', `The file is larger than ${maxBytes / 1_000_000} MB.`);
  const root = parse(content);
  if (!root.ok) return root;
  const findings: Findings = { broken: [], dangling: [], warnings: [] };
  const opened = openStudy(root.value, findings);
  if (!opened.ok) return opened;
  const { study, version, usdmVersion } = opened.value;
  return judge(readProtocol(root.value, study, version, usdmVersion), findings);
}
