// Hostile texts in every text field of every command: kept exactly or refused, never run, never echoed where they are no text.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/app/api-description.ts';
import { type DeclaredRoute, declaredRoutes } from '../../src/app/routes.ts';
import { createServer } from '../../src/app/server.ts';
import { type ApiAnswer, type World, openWorld } from '../support/world.ts';
import { makeGround } from './ground.ts';
import { type JsonSchema, type StringField, bodiesOf, stringFields, textsIn, withValue } from './string-fields.ts';
import { type ReadyCommand, type Stage, validCommands } from './valid-commands.ts';

/** The word by which a hostile text is known again, wherever it turns up. */
const mark = 'zq7mark';
const texts: Readonly<Record<string, string>> = {
  SQL: `${mark}'); drop table subjects.subject cascade; --`,
  HTML: `"><img src=x onerror=window.x='${mark}'></script>`,
  'a formula and templates': '=1+cmd|${7*7}{{7*7}}<%=7%>%00../../' + mark,
  emoji: `${mark} 👩‍⚕️🏳️‍🌈 é ﷽`,
  'a direction override': `${mark}\u202egpj.exe`,
  NUL: `${mark}\u0000end`,
  'half a character pair': `${mark}\ud800end`,
  'ten thousand characters': mark + 'A'.repeat(10_000),
};
const others = [17, [mark], { [mark]: mark }, null] as const;
const forbiddenKeys = ['__proto__', 'constructor', 'id', 'siteId', 'status', 'createdBy', 'version', 'amountMinor', 'role'];

const commands = declaredRoutes().filter((route) => route.meta.command);
let world: World;
let stage: Stage;
let schemas: Map<string, JsonSchema>;

beforeAll(async () => {
  world = await openWorld();
  const ground = await makeGround(world);
  stage = {
    world,
    ground,
    admin: await world.person('Ada Admin', [{ role: 'administrator' }]),
    quality: await world.person('Quinn Quality', [{ role: 'quality' }]),
  };
  schemas = bodiesOf(await openApiDocument());
}, 60_000);
afterAll(() => world.close());

const withBody = commands.filter((route) => validCommands[route.name]);
const send = (route: DeclaredRoute, { by, path, headers }: ReadyCommand, body: unknown): Promise<ApiAnswer> =>
  by.api(route.method, path, body, headers);
const fieldsOf = (route: DeclaredRoute): StringField[] => stringFields(schemas.get(route.name) ?? {});

/** What stands at the field in a body. */
function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, step) => {
    if (typeof node !== 'object' || node === null) return undefined;
    const key = step === '[]' ? '0' : step === '*' ? (Object.keys(node)[0] ?? '') : step;
    return (node as Record<string, unknown>)[key];
  }, body);
}

/** Fields of which a hostile text came back to the letter, so that "kept exactly" is seen and not only not contradicted. */
const kept = new Set<string>();
const samples = new Map<string, ReadyCommand[]>();

/** How to prepare the form of the command that has the field; null where none reaches it. */
async function formWith(route: DeclaredRoute, { path }: StringField): Promise<((on: Stage) => Promise<ReadyCommand>) | null> {
  const forms = validCommands[route.name] ?? [];
  const known = samples.get(route.name) ?? (await Promise.all(forms.map((prepare) => prepare(stage))));
  samples.set(route.name, known);
  const filled = known.findIndex(({ body }) => typeof valueAt(body, path) === 'string');
  const reached = filled >= 0 ? filled : known.findIndex(({ body }) => withValue(body, path, mark) !== undefined);
  return forms[reached] ?? null;
}

/** What is wrong with an answer to a hostile text. */
function faultOf({ status, body }: ApiAnswer, text: string): string | null {
  if (status >= 500 || status < 200) return `${status}`;
  const marked = textsIn(body).filter((one) => one.includes(mark));
  if (status >= 400)
    return status === 400 && JSON.stringify(body).includes(mark) ? `400 echoes ${JSON.stringify(body).slice(0, 200)}` : null;
  const changed = marked.filter((one) => !one.includes(text));
  return changed.length > 0 ? `${status} came back as ${JSON.stringify(changed[0])}` : null;
}

describe('the commands under attack', () => {
  it('[SAF-01] every command with a body is attacked, and every one of these is a command of the contract', () => {
    const bodied = commands
      .filter((route) => Object.keys(schemas.get(route.name)?.properties ?? {}).length > 0 && fieldsOf(route).length > 0)
      .map((route) => route.name);
    expect(Object.keys(validCommands).sort()).toEqual(bodied.sort());
  });

  it.each(withBody.map((route) => [route.name, route] as const))('%s: as it stands, the command is valid', async (_, route) => {
    for (const prepare of validCommands[route.name] ?? []) {
      const ready = await prepare(stage);
      const answer = await send(route, ready, ready.body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
  });
});

describe('[SAF-01, SAF-02] hostile texts', () => {
  it.each(withBody.map((route) => [route.name, route] as const))(
    '%s keeps or refuses them in every text field',
    async (_, route) => {
      const seen: string[] = [];
      for (const field of fieldsOf(route)) {
        const prepare = await formWith(route, field);
        if (!prepare) seen.push(`${field.path.join('.')} stands in no body`);
        let ready: ReadyCommand | undefined;
        for (const [name, text] of Object.entries(prepare ? texts : {})) {
          ready ??= await prepare?.(stage);
          if (!ready) break;
          const answer = await send(route, ready, withValue(ready.body, field.path, text));
          const fault = faultOf(answer, text);
          if (answer.status < 400 && textsIn(answer.body).some((one) => one.includes(text)))
            kept.add(`${route.name} ${field.path.join('.')}`);
          if (fault) seen.push(`${name} in ${field.path.join('.')}: ${fault}`);
          // What was refused changed nothing, so the next text meets the same record.
          if (answer.status < 400) ready = undefined;
          // A field with a form or a closed list refuses before anything happens: two texts say as much as all.
          if (!field.free && name === 'HTML') break;
        }
      }
      expect(seen).toEqual([]);
    },
    60_000,
  );
});

describe('[SAF-03] what is no text, and what nobody asked for', () => {
  it.each(withBody.map((route) => [route.name, route] as const))(
    '%s refuses other values and unknown keys with 400, without an echo',
    async (_, route) => {
      const seen: string[] = [];
      for (const field of fieldsOf(route)) {
        const ready = await (await formWith(route, field))?.(stage);
        for (const other of others) {
          if (!ready || (other === null && field.nullable)) continue;
          const { status, body } = await send(route, ready, withValue(ready.body, field.path, other));
          if (status !== 400 || JSON.stringify(body).includes(mark))
            seen.push(`${JSON.stringify(other)} in ${field.path.join('.')}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
        }
      }
      const ready = await validCommands[route.name]?.[0]?.(stage);
      for (const key of forbiddenKeys) {
        if (!ready || Object.hasOwn(ready.body, key)) continue;
        const body = JSON.parse(`{${JSON.stringify(key)}: {"polluted": "${mark}"}, ${JSON.stringify(ready.body).slice(1)}`);
        const answer = await send(route, ready, body);
        if (answer.status !== 400 || JSON.stringify(answer.body).includes(mark))
          seen.push(`key ${key}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
      }
      expect(seen).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

describe('[SAF-04] bodies that are no honest bodies', () => {
  const server = () =>
    createServer({
      ...parts(),
      credentialOf: async (headers) => headers.get('x-test-credential'),
      onDefect: (error) => void (((error as { status?: number }).status ?? 500) >= 500 && world.defects.push(error)),
    });
  const parts = () => ({
    database: world.database,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    cipher: world.cipher,
    files: world.files,
    tell: async () => undefined,
    macKey: new Uint8Array(32),
    installation: { demo: false },
  });
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    server().request(`/api${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'x-test-credential': stage.ground.builders.manager.credential,
        ...headers,
      },
    });

  const big = JSON.stringify({ name: 'A'.repeat(10 * 1024 * 1024), kind: 'cro', country: null });
  const bodies: readonly (readonly [what: string, body: () => string | Uint8Array<ArrayBuffer>])[] = [
    ['ten megabytes', () => big],
    ['lists ten thousand deep', () => '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects ten thousand deep', () => '{"name":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['a hundred thousand keys', () => `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
    ['bytes that are no UTF-8', () => new Uint8Array([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['half a document', () => '{"name": "Half'],
    ['nothing', () => ''],
    ['a bare word', () => 'null'],
  ];

  it.each(bodies)('%s: refused', async (_, body) => {
    for (const path of ['/organizations', '/studies', '/studies/imports', `/study-sites/${stage.ground.own.studySiteId}/subjects`]) {
      const response = await post(path, body());
      expect(response.status, `${path} ${(await response.text()).slice(0, 300)}`).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html',
    'application/xml',
    'application/jsonp',
    '',
  ])('a body sent as "%s" is refused and changes nothing', async (type) => {
    const count = async () => (await world.superuser.query('select count(*)::int as n from network.organization')).rows[0].n as number;
    const before = await count();
    const response = await post('/organizations', JSON.stringify({ name: `Sent as ${type}`, kind: 'cro', country: null }), {
      'content-type': type,
    });
    expect(response.status, await response.text()).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await count()).toBe(before);
  });

  it('[SAF-04] a malformed body is no defect of ours, and nothing of it reaches the log', async () => {
    const before = world.defects.length;
    for (const body of ['{"name": Zoe Quarryman}', '{"name": "Zoe Quarryman"', 'Zoe Quarryman'])
      expect((await post('/organizations', body)).status).toBe(400);
    expect(world.defects.slice(before).map(String)).toEqual([]);
  });

  it('a name given twice in one body does not smuggle a second value past the check', async () => {
    const response = await post('/organizations', `{"name":"First","kind":"cro","country":null,"name":{"a":1}}`);
    expect(response.status).toBe(400);
  });
});

it('[SAF-01] names, reasons and clauses came back to the letter in every room', () => {
  const fields = [
    'access.give-grant reason',
    'network.create-site name',
    'studies.create-study title',
    'subjects.advance reason',
    'visits.complete reason',
    'finance.save-terms visitTerms.[].clause',
    'monitoring.assess rootCause',
  ];
  expect(fields.filter((field) => !kept.has(field))).toEqual([]);
  expect(kept.size).toBeGreaterThan(25);
});

it('[SAF-01] afterwards every table still stands and no answer was a defect', async () => {
  const { rows } = await world.superuser.query(`select count(*)::int as n from subjects.subject`);
  expect(rows[0].n).toBeGreaterThan(0);
  expect(world.defects).toEqual([]);
});
