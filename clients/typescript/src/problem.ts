import type { ProblemStatus } from './generated/problems.js';

/** What a problem of the server says; `type` is the last part of its URI. */
interface Said<T extends string, S extends number> {
  readonly type: T;
  readonly status: S;
  readonly title: string;
  /** What is wrong and what to do. */
  readonly detail: string;
  /** The JSON field, parameter or header that is wrong. */
  readonly field?: string | undefined;
  /** Milliseconds after which the request may be repeated. */
  readonly retryAfter?: number | undefined;
}

/** A request that did not succeed; `type` tells which kind. */
export type Problem = Error &
  (
    | { [T in keyof ProblemStatus]: Said<T, ProblemStatus[T]> }[keyof ProblemStatus]
    /** The server was not reached, or its answer was lost: a write may have been carried out. */
    | Said<'network', 0>
    /** An answer that is no problem document, for example of a proxy. */
    | Said<'unknown', number>
  );

class RequestProblem extends Error {
  override name = 'Problem';
  constructor(said: Said<string, number>, cause?: unknown) {
    super(said.detail, { cause });
    Object.assign(this, said);
  }
}

/** Whether a request of this client failed with it. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof RequestProblem;
}

export function networkProblem(cause: unknown): Problem {
  const said = { type: 'network', status: 0, title: 'No answer', detail: String(cause) };
  return new RequestProblem(said, cause) as unknown as Problem;
}

export async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('Retry-After'));
  const body = (await response.json().catch(() => ({}))) as Partial<Said<string, number>>;
  const title = body.title ?? 'Unexpected answer';
  return new RequestProblem({
    type: body.type?.split('/').pop() ?? 'unknown',
    status: response.status,
    title,
    detail: body.detail ?? title,
    field: body.field,
    retryAfter: seconds > 0 ? seconds * 1000 : undefined,
  }) as unknown as Problem;
}
