// Finds every text field of a command's body in the API's own description, and puts other values into a body at such a place.

/** A JSON schema as the description holds it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** One text field: `[]` stands for the items of a list, `*` for the values of a record. */
export interface StringField {
  readonly path: readonly string[];
  readonly nullable: boolean;
  /** Whether a person writes what they like here: no form, no closed list. */
  readonly free: boolean;
}

/** The operations of an OpenAPI document that carry a body, by operation id. */
export function bodiesOf(document: unknown): Map<string, JsonSchema> {
  const { paths } = document as {
    paths: Record<string, Record<string, { operationId?: string; requestBody?: { content: Record<string, { schema: JsonSchema }> } }>>;
  };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return new Map(
    operations.flatMap(({ operationId, requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return operationId && schema ? [[operationId, schema] as const] : [];
    }),
  );
}

/** Every text field below a schema, each place once. */
export function stringFields(schema: JsonSchema): StringField[] {
  const found = new Map<string, StringField>();
  const visit = (node: JsonSchema, path: readonly string[], nullable: boolean): void => {
    if (node.$ref) throw new Error(`a reference in the body at ${path.join('.')}`);
    const ways = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
    const mayBeNull = nullable || ways.some((way) => way.type === 'null') || (Array.isArray(node.type) && node.type.includes('null'));
    for (const way of ways) visit(way, path, mayBeNull);
    for (const [key, child] of Object.entries(node.properties ?? {})) visit(child, [...path, key], false);
    if (node.items) visit(node.items, [...path, '[]'], false);
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, [...path, '*'], false);
    const isText = node.type === 'string' || (Array.isArray(node.type) && node.type.includes('string'));
    if (!isText) return;
    const key = path.join('.');
    const before = found.get(key);
    const free = node.format === undefined && node.pattern === undefined && node.enum === undefined && node.const === undefined;
    found.set(key, { path, nullable: mayBeNull || (before?.nullable ?? false), free: free && (before?.free ?? true) });
  };
  visit(schema, [], false);
  return [...found.values()];
}

/** A copy of the body with another value at the field; undefined where the body does not reach so far. */
export function withValue(body: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof body !== 'object' || body === null) return undefined;
  const copy = structuredClone(body) as Record<string, unknown>;
  const key = step === '[]' ? '0' : step === '*' ? Object.keys(copy)[0] : step;
  if (key === undefined || (step === '[]' && copy[0] === undefined && rest.length > 0)) return undefined;
  const below = withValue(copy[key], rest, value);
  if (below === undefined) return undefined;
  copy[key] = below;
  return copy;
}

/** Every text in an answer. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
