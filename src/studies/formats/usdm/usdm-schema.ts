// A small check of written files against the CDISC USDM API schema, for tests: the keywords that schema uses and no others.
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly title?: string;
  readonly default?: unknown;
}

/** The schemas of the API by name. */
export type Schemas = Readonly<Record<string, Schema>>;

const KNOWN = new Set([
  '$ref',
  'type',
  'required',
  'properties',
  'items',
  'anyOf',
  'const',
  'enum',
  'minLength',
  'maxItems',
  'format',
  'title',
  'default',
]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function hasType(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}

function ownFaults(value: unknown, schema: Schema, path: string): string[] {
  const said: (string | false)[] = [
    schema.type !== undefined && !hasType(value, schema.type) && `should be ${schema.type}`,
    schema.const !== undefined && value !== schema.const && `should be ${JSON.stringify(schema.const)}`,
    schema.enum !== undefined && !schema.enum.includes(value) && 'is none of the allowed values',
    schema.minLength !== undefined && typeof value === 'string' && value.length < schema.minLength && 'is too short',
    schema.maxItems !== undefined && Array.isArray(value) && value.length > schema.maxItems && 'has too many entries',
    schema.format === 'uuid' && typeof value === 'string' && !UUID.test(value) && 'is no UUID',
  ];
  return said.filter((fault) => fault !== false).map((fault) => `${path} ${fault}`);
}

/** Every place of `value` that the schema does not allow; a key it does not know is one too. Throws on a keyword it cannot judge. */
export function schemaFaults(value: unknown, schema: Schema, schemas: Schemas, path = '$'): string[] {
  for (const keyword of Object.keys(schema))
    if (!KNOWN.has(keyword)) throw new Error(`The schema uses ${keyword}, which is not judged here`);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    const found = schemas[name];
    if (!found) throw new Error(`There is no schema ${name}`);
    return schemaFaults(value, found, schemas, path);
  }
  if (schema.anyOf) {
    const tried = schema.anyOf.map((option) => schemaFaults(value, option, schemas, path));
    return tried.some((faults) => faults.length === 0) ? [] : (tried.toSorted((a, b) => a.length - b.length)[0] ?? []);
  }
  const faults = ownFaults(value, schema, path);
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return [...faults, ...value.flatMap((member, at) => schemaFaults(member, items, schemas, `${path}[${at}]`))];
  }
  if (typeOf(value) !== 'object' || !schema.properties) return faults;
  const { properties } = schema;
  const record = value as Readonly<Record<string, unknown>>;
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(record, key)).map((key) => `${path}.${key} is missing`);
  const inner = Object.entries(record).flatMap(([key, member]) => {
    const own = properties[key];
    return own ? schemaFaults(member, own, schemas, `${path}.${key}`) : [`${path}.${key} is unknown`];
  });
  return [...faults, ...missing, ...inner];
}
