// Words on the screen: every string goes through i18n, one namespace per room, English first.
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

/** A room's words: keys to sentences, nested where it helps; `{{name}}` marks an inserted value. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** English is the source and always there; further languages are fetched when chosen and fall back to it. */
export interface Languages {
  readonly en: Words;
  readonly es?: () => Promise<{ readonly words: Words }>;
}

/** Looks up a sentence: `words('visit.title', { number: 3 })`. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

const i18n = i18next.createInstance();
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
});

type Fetch = () => Promise<void>;
const waiting = new Map<string, Fetch[]>();

/**
 * Adds a room's words; calling again adds to them. Labels of the navigation belong into the room's `web/index.ts`,
 * all other words beside the pages that use them: `es: () => import('./words.es.ts')`.
 */
export function registerWords(namespace: string, languages: Languages): void {
  i18n.addResourceBundle('en', namespace, languages.en, true, true);
  for (const [language, load] of Object.entries(languages)) {
    if (typeof load !== 'function') continue;
    const fetchWords: Fetch = async () => {
      const { words } = await load();
      i18n.addResourceBundle(language, namespace, words, true, true);
    };
    if (i18n.language === language) void fetchWords().then(() => i18n.emit('languageChanged', language));
    else waiting.set(language, [...(waiting.get(language) ?? []), fetchWords]);
  }
}

let turns = 0;
function followLanguage(listener: () => void): () => void {
  const onChange = () => {
    turns += 1;
    listener();
  };
  i18n.on('languageChanged', onChange);
  return () => i18n.off('languageChanged', onChange);
}

/** The words of a room inside a component; re-renders when the language changes. */
export function useWords(namespace: string): Say {
  useSyncExternalStore(followLanguage, () => turns);
  return wordsOf(namespace);
}

/** The words of a room outside React (titles of files, notifications). */
export function wordsOf(namespace: string): Say {
  return i18n.getFixedT(null, namespace) as unknown as Say;
}

/** Turns the whole interface to another language; kept for the next visit and told to the document. */
export async function setLanguage(language: string): Promise<void> {
  const fetches = waiting.get(language) ?? [];
  waiting.delete(language);
  await Promise.all(fetches.map((fetchWords) => fetchWords()));
  await i18n.changeLanguage(language);
  if (typeof document !== 'undefined') document.documentElement.lang = language;
  if (typeof localStorage !== 'undefined') localStorage.setItem('language', language);
}

/** The language in use (`en`, `es`). */
export function currentLanguage(): string {
  return i18n.language;
}

/** Follows the language in use inside a component. */
export function useLanguage(): string {
  return useSyncExternalStore(followLanguage, () => i18n.language);
}
