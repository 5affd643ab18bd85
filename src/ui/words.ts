// Words on the screen: every string comes from here, one namespace per room, English first.
import { useSyncExternalStore } from 'react';
import { mergeWords, phraseOf, type Words } from './phrases.ts';

export type { Words } from './phrases.ts';

/** English is the source and always there; further languages are fetched when chosen and fall back to it. */
export interface Languages {
  readonly en: Words;
  readonly es?: () => Promise<{ readonly words: Words }>;
}

/** Looks up a sentence: `words('visit.title', { number: 3 })`; a key that nobody knows is answered as it is. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

type Fetch = () => Promise<void>;

const source = 'en';
const known = new Map<string, Words>();
const waiting = new Map<string, Fetch[]>();
const followers = new Set<() => void>();
let chosen: string = source;
let turns = 0;

function addWords(language: string, namespace: string, words: Words): void {
  const place = `${language} ${namespace}`;
  known.set(place, mergeWords(known.get(place) ?? {}, words));
}

function turned(): void {
  turns += 1;
  for (const follower of followers) follower();
}

/**
 * Adds a room's words; calling again adds to them. Labels of the navigation belong into the room's `web/index.ts`,
 * all other words beside the pages that use them: `es: () => import('./words.es.ts')`.
 */
export function registerWords(namespace: string, languages: Languages): void {
  addWords(source, namespace, languages.en);
  for (const [language, load] of Object.entries(languages)) {
    if (typeof load !== 'function') continue;
    const fetchWords: Fetch = async () => {
      const { words } = await load();
      addWords(language, namespace, words);
    };
    if (chosen === language) void fetchWords().then(turned);
    else waiting.set(language, [...(waiting.get(language) ?? []), fetchWords]);
  }
}

function follow(follower: () => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

/** The words of a room inside a component; re-renders when the language changes. */
export function useWords(namespace: string): Say {
  useSyncExternalStore(follow, () => turns);
  return wordsOf(namespace);
}

/** The words of a room outside React (titles of files, notifications). */
export function wordsOf(namespace: string): Say {
  return (key, values = {}) => {
    const phraseIn = (language: string) => phraseOf(known.get(`${language} ${namespace}`) ?? {}, key, values, language);
    return phraseIn(chosen) ?? phraseIn(source) ?? key;
  };
}

/** Turns the whole interface to another language; kept for the next visit and told to the document. */
export async function setLanguage(language: string): Promise<void> {
  // A page that arrives meanwhile brings words of its own: until none wait, the language is not turned.
  for (let fetches = waiting.get(language); fetches; fetches = waiting.get(language)) {
    waiting.delete(language);
    await Promise.all(fetches.map((fetchWords) => fetchWords()));
  }
  chosen = language;
  turned();
  if (typeof document !== 'undefined') document.documentElement.lang = language;
  if (typeof localStorage !== 'undefined') localStorage.setItem('language', language);
}

/** The language in use (`en`, `es`). */
export function currentLanguage(): string {
  return chosen;
}

/** Follows the language in use inside a component. */
export function useLanguage(): string {
  return useSyncExternalStore(follow, () => chosen);
}
