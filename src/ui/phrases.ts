// Finds a sentence among words and puts values into it: plural forms by the language, nested keys by dots. Pure.

/** A room's words: keys to sentences, nested where it helps; `{{name}}` marks an inserted value. */
export interface Words {
  readonly [key: string]: string | Words;
}

type Values = Readonly<Record<string, unknown>>;

const plurals = new Map<string, Intl.PluralRules>();

function pluralOf(language: string, count: number): string {
  const rules = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, rules);
  return rules.select(count);
}

function at(words: Words, key: string): string | undefined {
  const found = key.split('.').reduce<string | Words | undefined>((place, part) => {
    return typeof place === 'object' && Object.hasOwn(place, part) ? place[part] : undefined;
  }, words);
  return typeof found === 'string' ? found : undefined;
}

/** The forms of a key that fit a count, the best first: `days_zero`, `days_one`, `days_other`, `days`. */
function formsOf(key: string, count: unknown, language: string): readonly string[] {
  if (typeof count !== 'number') return [key];
  return [...(count === 0 ? [`${key}_zero`] : []), `${key}_${pluralOf(language, count)}`, `${key}_other`, key];
}

/** What a value looks like inside a sentence; nothing at all for what is not there. */
function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/**
 * The sentence of a key with its values; undefined where the words do not know the key. A value stands in as text and is
 * never read again, so braces in what people typed stay as they were typed.
 */
export function phraseOf(words: Words, key: string, values: Values, language: string): string | undefined {
  for (const form of formsOf(key, values['count'], language)) {
    const sentence = at(words, form);
    if (sentence !== undefined) return sentence.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => written(values[name]));
  }
  return undefined;
}

/** Words with more words laid over them. */
export function mergeWords(words: Words, more: Words): Words {
  const merged: Record<string, string | Words> = { ...words };
  for (const [key, value] of Object.entries(more)) {
    const known = merged[key];
    merged[key] = typeof known === 'object' && typeof value === 'object' ? mergeWords(known, value) : value;
  }
  return merged;
}
