// The client sends one key per write, reads problems as typed errors and notices a lost session.
import { oc } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from './api.ts';
import { readProblem } from './read-problem.ts';

const contract = {
  rename: oc
    .route({ method: 'POST', path: '/things/{id}/rename' })
    .errors({ NAME_TAKEN: { status: 422, data: z.object({ by: z.string() }) } })
    .input(z.object({ id: z.string(), name: z.string() }))
    .output(z.object({ name: z.string() })),
  close: oc
    .route({ method: 'POST', path: '/things/{id}/close', inputStructure: 'detailed' })
    .input(
      z.object({
        params: z.strictObject({ id: z.string() }),
        headers: z.object({ 'idempotency-key': z.string() }),
        body: z.strictObject({}),
      }),
    )
    .output(z.object({ name: z.string() })),
  list: oc.route({ method: 'GET', path: '/things' }).output(z.array(z.string())),
};

const json = (status: number, body: unknown, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

function serverWith(answers: (Response | Error)[]) {
  const seen: Request[] = [];
  let signedOut = 0;
  const api = createApi(contract, {
    url: 'http://localhost/api',
    onSignedOut: () => signedOut++,
    fetch: async (request) => {
      seen.push(request as Request);
      const answer = answers.shift() ?? new Error('no answer prepared');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, seen, keys: () => seen.map((each) => each.headers.get('idempotency-key')), signedOut: () => signedOut };
}

const input = { id: '7', name: 'new' };

describe('a write', () => {
  it('keeps its key over a lost answer and a server fault, and takes a new one after an answer', async () => {
    const { api, keys, seen } = serverWith([
      new TypeError('Failed to fetch'),
      json(503, { code: 'SERVICE_UNAVAILABLE', title: 'later' }, 'application/problem+json'),
      json(200, { name: 'new' }),
      json(200, { name: 'new' }),
    ]);
    await expect(api.client.rename(input)).rejects.toThrow('Failed to fetch');
    await expect(api.client.rename({ ...input })).rejects.toMatchObject({ status: 503 });
    expect(await api.client.rename(input)).toEqual({ name: 'new' });
    await api.client.rename(input);
    const [first, second, third, fourth] = keys();
    expect(first).toMatch(/^[0-9a-f]{8}-/);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
    expect(new URL(seen[0]?.url ?? '').pathname).toBe('/api/things/7/rename');
  });
  it('needs neither the key nor an empty body from the page', async () => {
    const { api, seen, keys } = serverWith([json(200, { name: 'x' })]);
    await api.client.close({ params: { id: '7' } });
    expect(await seen[0]?.clone().json()).toEqual({});
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('uses the key it is given', async () => {
    const { api, keys } = serverWith([json(200, { name: 'new' })]);
    await api.client.rename(input, { context: { idempotencyKey: 'mine' } });
    expect(keys()).toEqual(['mine']);
  });
});

describe('a problem document', () => {
  it('becomes a typed error with its data, and stays readable for the screen', async () => {
    const { api } = serverWith([
      json(
        422,
        { code: 'NAME_TAKEN', defined: true, title: 'Taken', data: { by: 'x' }, requestId: 'r-9' },
        'application/problem+json; charset=utf-8',
      ),
    ]);
    const error: unknown = await api.client.rename(input).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'NAME_TAKEN', defined: true, status: 422, data: { by: 'x' } });
    expect(readProblem(error)).toMatchObject({ kind: 'refused', title: 'Taken', requestId: 'r-9' });
  });
  it('tells when nobody is signed in', async () => {
    const { api, signedOut } = serverWith([json(401, { code: 'UNAUTHORIZED', title: 'Sign in' }, 'application/problem+json')]);
    await expect(api.client.list()).rejects.toMatchObject({ status: 401 });
    expect(signedOut()).toBe(1);
  });
});

describe('a question', () => {
  it('carries no key', async () => {
    const { api, keys } = serverWith([json(200, ['a'])]);
    expect(await api.client.list()).toEqual(['a']);
    expect(keys()).toEqual([null]);
  });
});
