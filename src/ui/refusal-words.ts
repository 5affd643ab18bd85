// A refusal of the rules in a room's own words, in place of the server's code.
import { formatDate } from './format.ts';
import { readProblem, statusOf } from './read-problem.ts';
import type { Say } from './words.ts';

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/**
 * The same failure with a sentence where the room's words know its code (`refusal.<code>`); anything else stays as it is.
 * The facts of the refusal may be named in the sentence; dates among them are written out.
 */
export function refusalInWords(error: unknown, say: Say, language: string): unknown {
  if (!error) return error;
  const { code, facts, requestId } = readProblem(error);
  if (!code) return error;
  const written = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, isDate(value) ? formatDate(value, { language }) : value]),
  );
  const key = `refusal.${code}`;
  const sentence = say(key, written);
  return sentence === key ? error : { status: statusOf(error), title: sentence, code, requestId };
}
