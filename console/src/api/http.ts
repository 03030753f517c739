import type { Access } from '../access/keyring.ts';
import { Problem } from './problem.ts';

const UNAUTHENTICATED = 401;

/** The latest write of each owner: reads wait until it is folded. */
const written = new Map<string, string>();

export interface Answer<T> {
  body: T;
  position: string | undefined;
  tag: string | undefined;
}

export interface Options {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** One request for an owner, at a path below `/v1/users/OWNER/`. */
export async function ask<T>(access: Access, method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  return request(access, method, `/v1/users/${encodeURIComponent(access.segment)}/${path}`, options);
}

/** One request with an owner's token, at any path; once more with a fresh token if the first is refused. */
export async function request<T>(access: Access, method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  let answer = await once(access, method, path, options, false);
  if (answer.status === UNAUTHENTICATED) {
    answer = await once(access, method, path, options, true);
  }
  if (!answer.ok) {
    throw await Problem.of(answer);
  }
  const position = answer.headers.get('Kith-Position') ?? undefined;
  if (position && method !== 'GET') {
    written.set(access.owner, position);
  }
  const body = answer.status === 204 ? undefined : await answer.json();
  return { body: body as T, position, tag: answer.headers.get('ETag') ?? undefined };
}

async function once(access: Access, method: string, path: string, { body, headers, signal }: Options, fresh: boolean): Promise<Response> {
  const token = await access.token(fresh);
  if (token === null) {
    throw new Error('The token has expired. Sign in with a new one.');
  }
  const after = method === 'GET' && written.get(access.owner);
  const all = {
    Authorization: `Bearer ${token}`,
    ...headers,
    ...(after ? { 'Kith-After': after } : {}),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  return send(path, { method, headers: all, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (failure) {
    throw init.signal?.aborted ? failure : Problem.unreachable();
  }
}

/** All items of a paged list, up to a limit. */
export async function pages<T>(access: Access, path: string, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '500', ...(cursor ? { cursor } : {}) });
    const page = (await ask<{ items: T[]; next?: string }>(access, 'GET', `${path}?${query}`)).body;
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < limit);
  return items;
}
