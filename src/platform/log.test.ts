// The log keeps what happened and loses who it happened to.
import { describe, expect, it } from 'vitest';
import { createLog, errorRecord, logRequest, type LogLevel } from './log.ts';

function capture(level: LogLevel = 'info') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line: string) => void lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

class QueryError extends Error {
  override readonly name = 'DrizzleQueryError';
}

function failedQuery(): Error {
  const cause = Object.assign(new Error('duplicate key value violates "subject_mrn_key"\nDETAIL: Key (mrn)=(MRN-4711) already exists.'), {
    code: '23505',
    constraint: 'subject_mrn_key',
    table: 'subject',
    detail: 'Key (mrn)=(MRN-4711) already exists.',
  });
  return new QueryError('Failed query: insert into subject values ($1)\nparams: Jane Roe,MRN-4711\n    at Jane Roe (born:1970:1)', {
    cause,
  });
}

describe('the log', () => {
  it('reduces an error to name, code, constraint and frames, and its causes too', () => {
    const { log, lines, last } = capture();
    log.error('action failed', { error: failedQuery(), requestId: 'r1' });
    expect(lines.join()).not.toMatch(/Jane|4711|1970|insert into/);
    expect(last()).toMatchObject({
      level: 'error',
      msg: 'action failed',
      requestId: 'r1',
      error: { name: 'DrizzleQueryError', cause: { name: 'Error', code: '23505', constraint: 'subject_mrn_key', table: 'subject' } },
    });
    expect((last()['error'] as { frames: string[] }).frames[0]).toMatch(/^at failedQuery .*log\.test\.ts:\d+:\d+/);
  });

  it('takes no frame from a message that was changed later, nor from what is no error', () => {
    const error = new Error('params: Jane\n    at Jane (x:1:1)');
    error.message = 'other';
    expect(JSON.stringify(errorRecord(error))).not.toMatch(/params|other/);
    expect(errorRecord('Jane Roe')).toEqual({ name: 'string', frames: [] });
    expect(errorRecord(Object.assign(new Error('x'), { name: 'Jane Roe', code: 'MRN 4711' }))).toMatchObject({ name: 'Error' });
  });

  it('removes fields whose names promise an identity or a secret', () => {
    const { log, last } = capture();
    log
      .with({ email: 'jane@example.org' })
      .info('x', { firstName: 'Jane', authorization: 'Bearer', sessionToken: 't', dateOfBirth: '1970', ms: 3, route: '/a' });
    expect(last()).toMatchObject({
      email: '[removed]',
      firstName: '[removed]',
      authorization: '[removed]',
      sessionToken: '[removed]',
      dateOfBirth: '[removed]',
      ms: 3,
      route: '/a',
    });
    log.info('y', { nested: { name: 'Jane' } as never, count: 5n });
    expect(last()).toMatchObject({ nested: '[removed]', count: '5' });
  });

  it('writes a request by its pattern, never by its address', () => {
    const { log, last } = capture();
    logRequest(log, { id: 'r1', method: 'GET', route: '/subjects/{id}?search=Jane', status: 200, ms: 1.23456 });
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'request',
      requestId: 'r1',
      method: 'GET',
      route: '/subjects/{id}',
      status: 200,
      ms: 1.23,
    });
  });

  it('keeps to its level and to one line per event', () => {
    const { log, lines } = capture('warn');
    log.info('quiet');
    log.warn('loud', { text: 'a\nb' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
  });
});
