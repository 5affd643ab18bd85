// The grammar of every room's contract: questions and commands, the words they share, and what a route must declare.
import { type AnySchema, type ContractProcedure, type InferSchemaInput, type InferSchemaOutput, oc } from '@orpc/contract';
import { z } from 'zod';

export { type Fact, fact } from './facts.ts';

/** What every route declares about itself; a route with neither `permission` nor `public` does not start. */
export interface RouteMeta {
  /** `room.verb`, also the name under which the trail records a command. */
  readonly name?: string;
  readonly permission?: string;
  readonly public?: true;
  readonly command?: true;
  /** Only for a person who is signed in: neither a key nor a local command. */
  readonly interactive?: true;
  /** Only for a person who proved who they are within ten minutes, and for the local operator. */
  readonly fresh?: true;
  /** Fields of the answer that are told once: a repeated request gets null for them, and they are kept nowhere. */
  readonly toldOnce?: readonly string[];
}

/** A UUID. */
export const id = z.uuid().meta({ examples: ['0192f0c1-2345-7abc-8def-0123456789ab'] });
/** A civil date, `YYYY-MM-DD`. */
export const date = z.iso.date().meta({ examples: ['2026-04-07'] });
/** An instant in UTC. */
export const instantText = z.iso.datetime({ offset: true }).meta({ examples: ['2026-04-07T14:00:00Z'] });
/** An amount in the currency's minor units, as text so that no client rounds it. */
export const amountMinor = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .meta({ examples: ['195000'] });
/** ISO 4217. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ examples: ['USD'] });
/** A line of text that a person typed; kept and shown as text, never as markup. */
export const line = (max = 200) => z.string().trim().min(1).max(max).refine(isPrintable, 'holds a control character');
/** Longer text that a person typed. */
export const prose = (max = 4_000) => z.string().trim().min(1).max(max).refine(isPrintable, 'holds a control character');

/** Whether a text can be kept and shown as it is: no NUL, which cannot be stored, no half of a character, no controls that disguise it. */
export function isPrintable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\p{Cs}]/u.test(text);
}

const base = oc.$meta<RouteMeta>({});

interface Spec<P extends z.ZodRawShape, O extends z.ZodType> {
  /** `room.verb`: the operation's id. */
  readonly name: string;
  /** The permission asked for; the name itself unless told. `null` opens the route to everybody. */
  readonly permission?: string | null;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly params?: P;
  readonly output: O;
  /** See `RouteMeta`. */
  readonly interactive?: true;
}

type Declared = { name: string; permission?: string | null } & Pick<RouteMeta, 'interactive' | 'fresh' | 'toldOnce'>;

function declared(spec: Declared, command: boolean): RouteMeta {
  return {
    name: spec.name,
    ...(spec.permission === null ? { public: true as const } : { permission: spec.permission ?? spec.name }),
    ...(command ? { command: true as const } : {}),
    ...(spec.interactive ? { interactive: true as const } : {}),
    ...(spec.fresh ? { fresh: true as const } : {}),
    ...(spec.toldOnce ? { toldOnce: spec.toldOnce } : {}),
  };
}

// Absent parts arrive as undefined; an empty object lets the shape itself say what is missing.
function part<S extends z.ZodRawShape>(shape: S | undefined) {
  return z.strictObject((shape ?? {}) as S).prefault({} as never);
}

/** A route that only reads. */
export function question<
  O extends z.ZodType,
  P extends z.ZodRawShape = Record<never, never>,
  Q extends z.ZodRawShape = Record<never, never>,
>(spec: Spec<P, O> & { readonly query?: Q }) {
  return base
    .meta(declared(spec, false))
    .route({
      method: 'GET',
      path: spec.path,
      operationId: spec.name,
      summary: spec.summary,
      tags: [spec.name.split('.')[0] ?? ''],
      inputStructure: 'detailed',
      spec: (operation) => ({ ...operation, 'x-permission': spec.permission === null ? 'public' : (spec.permission ?? spec.name) }),
    })
    .input(z.object({ params: part(spec.params), query: part(spec.query) }))
    .output(spec.output);
}

const ifMatch = z
  .string()
  .regex(/^"?\d{1,9}"?$/, 'must be the version that was read')
  .transform((text) => Number(text.replaceAll('"', '')));

const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,200}$/, 'must be 8 to 200 letters, digits, - or _');

interface CommandSpec<P extends z.ZodRawShape, B extends z.ZodRawShape, O extends z.ZodType> extends Spec<P, O> {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: B;
  /** See `RouteMeta`. */
  readonly fresh?: true;
  /** See `RouteMeta`. */
  readonly toldOnce?: readonly string[];
}

/** A route that writes: `Idempotency-Key` is required, unknown keys in the body are refused. */
export function command<
  O extends z.ZodType,
  P extends z.ZodRawShape = Record<never, never>,
  B extends z.ZodRawShape = Record<never, never>,
>(spec: CommandSpec<P, B, O>) {
  return writing(spec, z.object({ 'idempotency-key': idempotencyKey }));
}

/** A command on a record that has a version: `If-Match` carries the version that was read. */
export function amendment<
  O extends z.ZodType,
  P extends z.ZodRawShape = Record<never, never>,
  B extends z.ZodRawShape = Record<never, never>,
>(spec: CommandSpec<P, B, O>) {
  return writing(spec, z.object({ 'idempotency-key': idempotencyKey, 'if-match': ifMatch }));
}

function writing<O extends z.ZodType, P extends z.ZodRawShape, B extends z.ZodRawShape, H extends z.ZodType>(
  spec: CommandSpec<P, B, O>,
  headers: H,
) {
  return base
    .meta(declared(spec, true))
    .route({
      method: spec.method ?? 'POST',
      path: spec.path,
      operationId: spec.name,
      summary: spec.summary,
      tags: [spec.name.split('.')[0] ?? ''],
      inputStructure: 'detailed',
      spec: (operation) => ({ ...operation, 'x-permission': spec.permission === null ? 'public' : (spec.permission ?? spec.name) }),
    })
    .input(z.object({ params: part(spec.params), headers, body: part(spec.body) }))
    .output(spec.output);
}

/** A part of a long list, and where the next part begins. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

type SchemasOf<P> =
  P extends ContractProcedure<infer I extends AnySchema, infer O extends AnySchema, infer _E, infer _M>
    ? { input: InferSchemaOutput<I>; output: InferSchemaInput<O> }
    : never;
/** The parsed body of a command. */
export type BodyOf<P> = SchemasOf<P> extends { input: { body: infer B } } ? B : never;
/** The parsed query of a question. */
export type QueryOf<P> = SchemasOf<P> extends { input: { query: infer Q } } ? Q : never;
/** What a route answers. */
export type AnswerOf<P> = SchemasOf<P> extends { output: infer O } ? O : never;
