// Logs as JSON lines without identities: events, counts and codes; never a message with values in it, never a raw URL.
import { pino, type DestinationStream } from 'pino';

/** Levels from loudest to quietest, as in LOG_LEVEL. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What may stand beside an event: plain facts. An `Error` is reduced to name, code, constraint and frames. */
export type LogFields = Readonly<Record<string, string | number | boolean | bigint | null | undefined | Error>>;

/** The one way to write a log line. `event` is fixed text written by a programmer, never built from values. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A log whose every line carries `fields`, for example the request id. */
  with(fields: LogFields): Log;
}

/** A finished request: `route` is the pattern (`/subjects/{id}`), never the address that was called. */
export interface RequestLine {
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** What is logged of an error. */
export interface ErrorRecord {
  readonly name: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorRecord;
}

/** A logger to standard output, or to `destination`. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const sink = destination ? pino(options, destination) : pino(options);
  return logOver(sink, {});
}

/** Writes a request line; slow and failed requests are told by their numbers, not by their level. */
export function logRequest(log: Log, line: RequestLine): void {
  const { id, method, route, status, ms } = line;
  log.info('request', { requestId: id, method, route: withoutQuery(route), status, ms: Math.round(ms * 100) / 100 });
}

/**
 * What may be logged of an error: a query error's message holds the parameters, a database error's detail holds the row,
 * so neither is taken, nor from its causes.
 */
export function errorRecord(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const own = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    name: word(error.name) ?? 'Error',
    ...optional('code', word(typeof own.code === 'number' ? String(own.code) : own.code)),
    ...optional('constraint', word(own.constraint)),
    ...optional('table', word(own.table)),
    frames: framesOf(error),
    ...(error.cause !== undefined && depth < 3 ? { cause: errorRecord(error.cause, depth + 1) } : {}),
  };
}

const forbiddenFields =
  /^(.*(password|secret|token|cookie|authorization|credential)s?|.*e?mail|.*phone|(first|last|full|given|family|middle|display|legal|user|person|subject|patient)?_?name|initials|address|street|(date_?of_?)?birth(_?date|_?day)?|dob|mrn|ssn|nhs|iban|account|url|query|body|headers)$/i;

const longestText = 500;

interface Sink {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

function logOver(sink: Sink, always: Record<string, unknown>): Log {
  const line = (fields?: LogFields): object => (fields ? { ...always, ...clean(fields) } : always);
  return {
    debug: (event, fields) => sink.debug(line(fields), event),
    info: (event, fields) => sink.info(line(fields), event),
    warn: (event, fields) => sink.warn(line(fields), event),
    error: (event, fields) => sink.error(line(fields), event),
    with: (fields) => logOver(sink, { ...always, ...clean(fields) }),
  };
}

function clean(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, forbiddenFields.test(key) ? '[removed]' : plain(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}...` : value;
  if (typeof value === 'bigint') return value.toString();
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Error ? errorRecord(value) : '[removed]';
}

/** Names and codes are words; anything with a space in it could be a sentence with values. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w$.:-]{1,100}$/.test(value) ? value : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

/** The frames stand at the end of the stack, after a message that may span lines and even look like a frame. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const afterMessage =
    error.message !== '' && stack.includes(error.message) ? stack.slice(stack.indexOf(error.message) + error.message.length) : stack;
  const lines = afterMessage.split('\n');
  const lastOther = lines.findLastIndex((text) => !/^\s+at \S.*(:\d+:\d+\)?|<anonymous>\)?|\(native\)|\(index \d+\))$/.test(text));
  return lines.slice(lastOther + 1, lastOther + 13).map((text) => withoutQuery(text.trim()));
}

function withoutQuery(text: string): string {
  return text.replace(/\?[^\s:)]*/g, '');
}
