// Reads a failed request: problem+json (RFC 9457) from the server, or no answer at all.

/** One fault of an input: where, and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A failure as the screen explains it. `kind` chooses the words where the server gave none. */
export interface ProblemView {
  readonly kind: 'offline' | 'signedOut' | 'denied' | 'missing' | 'changed' | 'busy' | 'refused' | 'broken';
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly code: string | undefined;
  /** The facts of a typed refusal, for the page that knows its words. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly faults: readonly Fault[];
}

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function kindOf(status: number | undefined): ProblemView['kind'] {
  if (status === undefined) return 'broken';
  if (status === 401) return 'signedOut';
  if (status === 403) return 'denied';
  if (status === 404 || status === 410) return 'missing';
  if (status === 409 || status === 412) return 'changed';
  if (status === 429) return 'busy';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

function readFaults(...places: readonly unknown[]): readonly Fault[] {
  const list = places.find((place): place is readonly unknown[] => Array.isArray(place)) ?? [];
  return list.filter(isLoose).flatMap((each) => {
    const message = text(each['message']) ?? text(each['detail']);
    const path = Array.isArray(each['path']) ? each['path'].join('.') : (text(each['path']) ?? text(each['pointer']) ?? '');
    return message ? [{ path, message }] : [];
  });
}

/** Whether a thrown thing means that no answer came (network down, server gone, request aborted). */
export function isOffline(error: unknown): boolean {
  return isLoose(error) && error['status'] === undefined && (error['name'] === 'TypeError' || error['name'] === 'AbortError');
}

/** The status of an HTTP failure, or undefined. */
export function statusOf(error: unknown): number | undefined {
  return isLoose(error) && typeof error['status'] === 'number' ? error['status'] : undefined;
}

/** Reads whatever was thrown by a request. A problem document may be the thing itself, its `cause` or its `data`. */
export function readProblem(error: unknown): ProblemView {
  const outer = isLoose(error) ? error : {};
  const cause = isLoose(outer['cause']) ? outer['cause'] : {};
  const content = isLoose(outer['data']) ? outer['data'] : {};
  const kind = isOffline(error) ? 'offline' : kindOf(statusOf(error));
  const fromServer = kind !== 'offline' && statusOf(error) !== undefined;
  const faults = readFaults(cause['faults'], cause['errors'], outer['faults'], content['faults'], content['issues']);
  return {
    kind,
    title: fromServer && kind !== 'broken' ? (text(cause['title']) ?? text(outer['title']) ?? text(outer['message'])) : undefined,
    // A refusal's own sentence stands among its facts; where the faults are listed it is one of them.
    detail: text(cause['detail']) ?? text(outer['detail']) ?? (faults.length === 0 ? text(content['message']) : undefined),
    code: text(outer['code']),
    facts: content,
    requestId: text(cause['requestId']) ?? text(cause['request_id']) ?? text(outer['requestId']) ?? text(content['requestId']),
    faults,
  };
}

/**
 * What stands now, where somebody else was quicker (`version-conflict`); undefined for any other failure. The server answers with the
 * record as the route that refused shows it, which is what `T` names.
 */
export function currentOf<T extends object>(error: unknown): T | undefined {
  const { code, facts } = readProblem(error);
  const current = facts['current'];
  return code === 'version-conflict' && isLoose(current) ? (current as T) : undefined;
}

/** The message for one field, by its path (`body.reason`, `reason`), for the place beside that field. */
export function faultAt(problem: ProblemView | undefined, path: string): string | undefined {
  return problem?.faults.find((fault) => fault.path === path || fault.path.replace(/^(body|params|query|headers)\./, '') === path)?.message;
}
