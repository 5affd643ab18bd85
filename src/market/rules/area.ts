// The therapeutic area of a study, read from its conditions by the table of terms, with the words that decided.
import { areaTerms } from './area-terms.ts';
import { type Area, areas } from './taxonomy.ts';

/** A term of the table, and the area it stands for. */
export interface AreaTerm {
  readonly area: Area;
  readonly term: string;
}

/** The words of a text that a term matched. */
export interface AreaHit extends AreaTerm {
  readonly words: string;
}

/** A study's area with every word that spoke for it; nothing spoke for `Others` unless a term of it did. */
export interface AreaRead {
  readonly area: Area;
  readonly decidedBy: readonly (AreaHit & { readonly text: string })[];
}

interface Node {
  term: number;
  readonly next: Map<number, Node>;
}

const terms: readonly AreaTerm[] = areas.flatMap((area) => areaTerms[area].split('; ').map((term) => ({ area, term })));
const othersAt = areas.indexOf('Others');
const mostRemembered = 50_000;

/** Every term of the table, in its order. */
export const allAreaTerms = terms;

function tree(): { readonly root: Node; readonly patterns: readonly string[] } {
  const root: Node = { term: -1, next: new Map() };
  const numbers = new Map<string, number>();
  for (const [at, { term }] of terms.entries()) {
    let node = root;
    for (const pattern of term.split(' ')) {
      const number = numbers.get(pattern) ?? numbers.size;
      numbers.set(pattern, number);
      let next = node.next.get(number);
      if (!next) node.next.set(number, (next = { term: -1, next: new Map() }));
      node = next;
    }
    if (node.term === -1) node.term = at;
  }
  return { root, patterns: [...numbers.keys()] };
}

const { root, patterns } = tree();
const suffixes = patterns.flatMap((pattern, at) => (pattern.startsWith('*') ? [at] : []));
const byLetter = new Map<string, number[]>();
for (const [at, pattern] of patterns.entries()) byLetter.set(pattern.charAt(0), [...(byLetter.get(pattern.charAt(0)) ?? []), at]);

function isMatch(pattern: string, word: string): boolean {
  if (pattern.endsWith('*')) return word.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? word.endsWith(pattern.slice(1)) : word === pattern;
}

// Words repeat from study to study, so each is held against the patterns once; the one of more letters comes first.
const matched = new Map<string, readonly number[]>();
const none: readonly number[] = [];

function patternsOf(word: string): readonly number[] {
  const known = matched.get(word);
  if (known) return known;
  const found = [...(byLetter.get(word.charAt(0)) ?? []), ...suffixes].filter((at) => isMatch(patterns[at] ?? '', word));
  found.sort((one, other) => (patterns[other] ?? '').length - (patterns[one] ?? '').length);
  if (matched.size >= mostRemembered) matched.clear();
  matched.set(word, found.length === 0 ? none : found);
  return found;
}

/** The words of a text as they are matched: no case, no accents, digits apart from letters. */
export function wordsOf(text: string): readonly string[] {
  const isPlain = /^[\x20-\x7e]*$/.test(text);
  const letters = isPlain ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return (
    letters
      .toLowerCase()
      .replaceAll(/['’]s\b/g, '')
      .match(/[a-z]+|\d+/g) ?? []
  );
}

interface Longest {
  term: number;
  length: number;
}

function longestFrom(words: readonly string[], at: number, node: Node, length: number, best: Longest): void {
  if (node.term !== -1 && length > best.length) {
    best.term = node.term;
    best.length = length;
  }
  const word = words[at + length];
  if (word === undefined) return;
  for (const pattern of patternsOf(word)) {
    const next = node.next.get(pattern);
    if (next) longestFrom(words, at, next, length + 1, best);
  }
}

function eachHit(words: readonly string[], tell: (term: number, from: number, length: number) => void): void {
  for (let at = 0; at < words.length;) {
    const best: Longest = { term: -1, length: 0 };
    longestFrom(words, at, root, 0, best);
    if (best.term !== -1) tell(best.term, at, best.length);
    at += Math.max(1, best.length);
  }
}

/** What terms say of one text: every hit from left to right. Words that a longer term used up are not read again. */
export function areaHits(text: string): readonly AreaHit[] {
  const hits: AreaHit[] = [];
  const words = wordsOf(text);
  eachHit(words, (term, from, length) => {
    const found = terms[term];
    if (found) hits.push({ ...found, words: words.slice(from, from + length).join(' ') });
  });
  return hits;
}

// The same conditions return from study to study.
const read = new Map<string, number>();

/** Number of the term that decides a text, by the order in which areas are read; -1 where none but those of `Others` speak. */
function decidingTerm(text: string): number {
  const known = read.get(text);
  if (known !== undefined) return known;
  let decided = -1;
  let rank = othersAt;
  eachHit(wordsOf(text), (term) => {
    const place = areas.indexOf(terms[term]?.area ?? 'Others');
    if (place < rank) [decided, rank] = [term, place];
  });
  if (read.size >= mostRemembered) read.clear();
  read.set(text, decided);
  return decided;
}

/** The earlier of two deciding terms in the order of areas; -1 is none. Whatever the order of the texts, the answer is the same. */
export function earlierTerm(one: number, other: number): number {
  if (one === -1 || other === -1) return Math.max(one, other);
  return Math.min(one, other);
}

/** The number of the term in `allAreaTerms` that decides these texts together, or -1. */
export function termOf(texts: readonly string[]): number {
  let decided = -1;
  for (const text of texts) decided = earlierTerm(decided, decidingTerm(text));
  return decided;
}

/** The area of a deciding term. */
export function areaOfTerm(term: number): Area {
  return terms[term]?.area ?? 'Others';
}

/** The area of these texts together, with all the words that spoke for it. */
export function readArea(texts: readonly string[]): AreaRead {
  const area = areaOfTerm(termOf(texts));
  const hits = texts.flatMap((text) => areaHits(text).map((hit) => ({ ...hit, text })));
  return { area, decidedBy: hits.filter((hit) => hit.area === area) };
}
