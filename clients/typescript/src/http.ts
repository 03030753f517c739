import { createPositions } from './position.js';
import { isProblem, networkProblem, problemOf, type Problem } from './problem.js';
import { pause } from './time.js';
import type { Tokens } from './tokens.js';

export interface Options {
  /** An object is sent as JSON, anything else as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
  /** The version of what was read or written, for `If-Match`. */
  readonly etag: string | undefined;
  /** Where in the journal a write is. */
  readonly position: string | undefined;
}

/** Sends a request with the user's token and `Kith-After`. */
export type Send = <T = unknown>(method: string, path: string, options?: Options) => Promise<Answer<T>>;

const REPEATS = 2;

export function createHttp(base: string, tokens: Tokens, fetcher: typeof fetch): Send {
  const positions = createPositions();

  async function once(method: string, path: string, token: string, { body, headers, signal }: Options): Promise<Response> {
    const isJson = body?.constructor === Object;
    const all: Record<string, string> = { ...headers, Authorization: `Bearer ${token}` };
    if (isJson) all['Content-Type'] ??= 'application/json';
    const after = positions.header();
    if (after) all['Kith-After'] = after;
    try {
      const content = isJson ? JSON.stringify(body) : (body as BodyInit | undefined);
      return await fetcher(base + path, { method, headers: all, body: content ?? null, signal: signal ?? null });
    } catch (failure) {
      throw signal?.aborted ? failure : networkProblem(failure);
    }
  }

  async function answerOf<T>(response: Response): Promise<Answer<T>> {
    const { status, headers } = response;
    const position = headers.get('Kith-Position') ?? undefined;
    if (position) positions.add(position);
    const text = await response.text().catch((failure) => {
      throw networkProblem(failure);
    });
    const body = (text && headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text) as T;
    return { status, body, headers, etag: headers.get('ETag') ?? undefined, position };
  }

  return async <T>(method: string, path: string, options: Options = {}) => {
    let rejected: string | undefined;
    for (let repeats = 0; ; ) {
      const token = await tokens.get(rejected);
      const response = await once(method, path, token, options);
      if (response.ok || response.status === 304) return answerOf<T>(response);
      const problem = await problemOf(response);
      if (problem.status === 401 && !rejected) {
        rejected = token;
      } else if (mayRepeat(method, problem) && repeats++ < REPEATS) {
        await pause(Math.min(problem.retryAfter ?? 1000, 5000), options.signal);
      } else {
        throw problem;
      }
    }
  };
}

/** A read that came too early is repeated; a write never, because it may have been carried out. */
function mayRepeat(method: string, problem: Problem) {
  return (method === 'GET' || method === 'HEAD') && problem.status === 503;
}

/** Undefined if the server says that there is nothing, or nothing that the user may see. */
export async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (isProblem(error) && error.type === 'not-found') return undefined;
    throw error;
  });
}
