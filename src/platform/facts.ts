// Left tells, right listens: facts run their listeners inside the teller's transaction, so that everything follows or nothing happened.

/** A fact's name with the type of what it carries. */
export interface Fact<P> {
  readonly name: string;
  /** Only a type; never set. */
  readonly payload?: P;
}

/** Declares a fact, `visits.completed`. */
export function fact<P>(name: `${string}.${string}`): Fact<P> {
  return { name };
}

/** One thing that follows from a fact. `C` is the context of the telling act. */
export interface Listener<C> {
  readonly fact: string;
  /** What it does, `finance.earnVisit`; also printed in the map. */
  readonly name: string;
  readonly run: (context: C, payload: never) => Promise<void>;
}

/** Joins a fact and what follows from it. */
export function on<C, P>(told: Fact<P>, name: string, run: (context: C, payload: P) => Promise<void>): Listener<C> {
  return { fact: told.name, name, run: run as Listener<C>['run'] };
}

/** Tells a fact to its listeners, in the order in which they were registered. */
export type Tell<C> = <P>(context: C, told: Fact<P>, payload: P) => Promise<void>;

/** Builds the telling function over the listeners that `app/rooms.ts` lists. */
export function teller<C>(listeners: readonly Listener<C>[]): Tell<C> {
  const byFact = grouped(listeners);
  return async (context, told, payload) => {
    for (const listener of byFact.get(told.name) ?? []) await listener.run(context, payload as never);
  };
}

function grouped<C>(listeners: readonly Listener<C>[]): Map<string, Listener<C>[]> {
  const byFact = new Map<string, Listener<C>[]>();
  for (const listener of listeners) byFact.set(listener.fact, [...(byFact.get(listener.fact) ?? []), listener]);
  return byFact;
}
