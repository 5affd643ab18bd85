// How explanations are kept in rows: as JSON with amounts as text, held against its schema whenever it is read.
import { explanation } from '../contract/explanation.ts';
import type { AsJson, Explanation, KeptExplanation } from '../rules.ts';

/** An explanation ready to be kept. */
export function keptExplanation(why: Explanation): KeptExplanation {
  return asJson(why);
}

/**
 * A kept explanation as it is answered.
 *
 * @throws Error that names the line, where what is kept is no explanation
 */
export function readExplanation(kept: unknown, lineId: string): ReturnType<typeof explanation.parse> {
  const read = explanation.safeParse(kept);
  if (!read.success) throw new Error(`the explanation of line ${lineId} cannot be read: ${read.error.message}`);
  return read.data;
}

/** A kept explanation as the rules know it. */
export function asExplanation(kept: unknown, lineId: string): Explanation {
  return fromJson(readExplanation(kept, lineId)) as Explanation;
}

function asJson<T>(value: T): AsJson<T> {
  return mapped(value, (_, each) => (typeof each === 'bigint' ? each.toString() : each)) as AsJson<T>;
}

// By their names: what is called an amount in minor units is one, and the schema has seen that it is.
function fromJson(value: unknown): unknown {
  return mapped(value, (name, each) => (name.endsWith('Minor') && typeof each === 'string' ? BigInt(each) : each));
}

function mapped(value: unknown, leaf: (name: string, value: unknown) => unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, leaf));
  if (typeof value !== 'object' || value === null) return leaf(name, value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, leaf, key)]));
}
