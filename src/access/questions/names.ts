// People by their names, for those who may view people: what a search field asks while somebody types.
import { likePatterns, ranked } from '#lib';
import type { Act } from '../act.ts';
import { holds } from '../rules.ts';

/** A person as a search finds them. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** The people whose names fit what was typed, the best first; nobody for actors who may not view people. */
export async function namedPeople(act: Act, typed: string, most: number): Promise<NamedPerson[]> {
  if (!holds(act.actor, 'access.view-people')) return [];
  // Decomposed, a letter's accent stands behind it, where the patterns leave room.
  const { rows } = await act.tx.$client.query<NamedPerson>({
    name: 'named-people',
    text: `select p.id, p.name from access.person p
      where p.kind in ('staff', 'external') and lower(normalize(p.name, nfd)) like all ($1::text[]) order by p.name, p.id limit 200`,
    values: [likePatterns(typed)],
  });
  return ranked(typed, rows, (row) => [row.name]).slice(0, most);
}

/** The names of people by their ids; names are for everybody who is signed in. */
export async function namesOfPeople(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await act.tx.$client.query<NamedPerson>({
    name: 'names-of-people',
    text: 'select p.id, p.name from access.person p where p.id = any($1::uuid[])',
    values: [ids],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
