// Eligibility criteria with their tags and references replaced by what they stand for.
import type { Criterion } from '../../rules/protocol.ts';
import { named } from './named.ts';
import { child, coded, isObject, list, note, own, quoted, text } from './place.ts';
import type { Place } from './place.ts';
import { reference } from './references.ts';
import type { References } from './references.ts';

const TAG = /<usdm:(tag|ref)\b([^<>]*?)(?:\/>|>\s*<\/usdm:\1\s*>)/g;
const DEEPEST_TAG = 8;
/** What replaced tags may add to one text, so that tags holding tags cannot fill the memory. */
const MOST_GROWTH = 100_000;

/** What texts may refer to: any object of the file by its id, and the dictionaries' tags. */
export interface Glossary {
  readonly objectById: (id: string) => Readonly<Record<string, unknown>> | undefined;
  readonly dictionaries: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Every object of the file by id, gathered at the first question; a stack instead of recursion, files may be deeply nested. */
function indexById(root: unknown): Glossary['objectById'] {
  let index: Map<string, Readonly<Record<string, unknown>>> | null = null;
  const gather = (): Map<string, Readonly<Record<string, unknown>>> => {
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    const stack: unknown[] = [root];
    while (stack.length > 0) {
      const value = stack.pop();
      if (typeof value !== 'object' || value === null) continue;
      if (isObject(value)) {
        const id = own(value, 'id');
        if (typeof id === 'string') found.set(id, value);
      }
      for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) stack.push(inner);
    }
    return found;
  };
  return (id) => (index ??= gather()).get(id);
}

/** Dictionaries stand under the version (v4) or under the design (v3, v2). */
export function glossary(root: unknown, holders: readonly Place[]): Glossary {
  const dictionaries = new Map<string, ReadonlyMap<string, string>>();
  for (const dictionary of holders.flatMap((holder) => list(holder, 'dictionaries'))) {
    const tags = new Map<string, string>();
    for (const entry of list(dictionary, 'parameterMaps')) tags.set(text(entry, 'tag') ?? '', text(entry, 'reference') ?? '');
    dictionaries.set(text(dictionary, 'id') ?? '', tags);
  }
  return { objectById: indexById(root), dictionaries };
}

function attribute(attributes: string, name: string): string | null {
  return (
    new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
      .exec(attributes)
      ?.slice(1)
      .find((found) => found !== undefined) ?? null
  );
}

/** A value in words: a quantity with its unit, a range with both ends, a code by its decode. */
function inWords(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value) || depth > 3) return null;
  const wordsOf = (key: string): string | null => inWords(own(value, key), depth + 1);
  const [low, high] = [wordsOf('minValue'), wordsOf('maxValue')];
  const unit = wordsOf('unit');
  if (low !== null && high !== null) return `${low} to ${high}${unit === null ? '' : ` ${unit}`}`;
  const amount = wordsOf('value');
  if (amount !== null) return unit === null ? amount : `${amount} ${unit}`;
  return wordsOf('standardCode') ?? wordsOf('decode') ?? wordsOf('text');
}

/** What one tag or reference stands for; null when it leads nowhere. */
function meaning(kind: string, attributes: string, dictionaryId: string | null, words: Glossary): string | null {
  if (kind === 'tag') return words.dictionaries.get(dictionaryId ?? '')?.get(attribute(attributes, 'name') ?? '') ?? null;
  const object = words.objectById(attribute(attributes, 'id') ?? '');
  return object ? inWords(own(object, attribute(attributes, 'attribute') ?? '')) : null;
}

interface Expansion {
  readonly dictionaryId: string | null;
  readonly glossary: Glossary;
  readonly unresolved: Set<string>;
  /** Replacements and characters that may still be spent on this text. */
  left: number;
}

function expand(template: string, expansion: Expansion, depth: number): { text: string; complete: boolean } {
  let complete = true;
  const words = template.replace(TAG, (_whole, kind: string, attributes: string) => {
    const meant = depth < DEEPEST_TAG ? meaning(kind, attributes, expansion.dictionaryId, expansion.glossary) : null;
    expansion.left -= 1 + (meant?.length ?? 0);
    const inner = meant === null || expansion.left < 0 ? null : expand(meant, expansion, depth + 1);
    if (inner?.complete) return inner.text;
    complete = false;
    const name = attribute(attributes, 'name') ?? attribute(attributes, 'id') ?? attribute(attributes, 'namexref') ?? kind;
    if (depth === 0) expansion.unresolved.add(name);
    return `[${name}]`;
  });
  return { text: words, complete };
}

/** The template with every tag replaced. What leads nowhere stands as `[name]` and is returned in `unresolved`. */
export function resolveTags(template: string, dictionaryId: string | null, words: Glossary): { text: string; unresolved: string[] } {
  const expansion: Expansion = { dictionaryId, glossary: words, unresolved: new Set(), left: MOST_GROWTH };
  const { text: resolved } = expand(template, expansion, 0);
  return { text: resolved, unresolved: [...expansion.unresolved] };
}

/** The places of the criteria: under the design in v4, under the population and its cohorts in v3 and v2. */
function criterionPlaces(design: Place): Place[] {
  const population = child(design, 'population');
  const holders = population ? [population, ...list(population, 'cohorts')] : [];
  return [...list(design, 'eligibilityCriteria'), ...holders.flatMap((holder) => list(holder, 'criteria'))];
}

/** Criteria of a design; `items` are the version's criterion items by id (v4), empty before. */
export function readCriteria(design: Place, items: ReadonlyMap<string, Place>, words: Glossary, refs: References): Criterion[] {
  return criterionPlaces(design).map((place) => {
    const itemId = reference(refs, place, 'criterionItemId', 'criterion item');
    const source = itemId === null ? place : (items.get(itemId) ?? place);
    const template = text(source, 'text') ?? '';
    const resolved = resolveTags(template, text(source, 'dictionaryId'), words);
    for (const tag of resolved.unresolved)
      note(place.findings.warnings, 'unresolved-tag', `${source.path}.text`, `The tag ${quoted(tag)} stands for nothing in the file.`);
    if (template === '') note(place.findings.warnings, 'no-text', `${source.path}.text`, 'The criterion has no text.');
    return { ...named(place), identifier: text(place, 'identifier'), category: coded(place, 'category'), text: resolved.text, template };
  });
}
