import type { paths as Paths } from './generated/api.js';
import type { Answer, Send } from './http.js';

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** The paths that have the method. */
type PathsWith<M extends Method> = {
  [P in keyof Paths]: Paths[P] extends { [K in Lowercase<M>]: object } ? P : never;
}[keyof Paths];

type Operation<M extends Method, P extends keyof Paths> = Paths[P] extends { [K in Lowercase<M>]: infer O } ? O : never;

type Json<T> = T extends { content: infer C } ? (C extends { 'application/json': infer J } ? J : undefined) : undefined;
type Succeeded = 200 | 201 | 202 | 204;
type Result<O> = O extends { responses: infer R } ? { [S in keyof R]: S extends Succeeded ? Json<R[S]> : never }[keyof R] : never;
type Body<O> = O extends { requestBody: infer B } ? Json<B> : O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;
type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : never;

/** What a request of a path needs. */
export interface RequestOptions<M extends Method, P extends keyof Paths> {
  /** The parameters of the path; `address` is the user's own if it is not given. */
  path?: Record<string, string>;
  query?: Query<Operation<M, P>>;
  body?: Body<Operation<M, P>>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends any request of the API, with the types of its OpenAPI documents. */
export type Request = <M extends Method, P extends PathsWith<M>>(
  method: M,
  path: P,
  options?: RequestOptions<M, P>,
) => Promise<Answer<Result<Operation<M, P>>>>;

/** @param address of the user, or `me` */
export function createRequest(send: Send, address: string): Request {
  return (method, path, { path: names = {}, query = {}, body, headers, signal } = {}) => {
    const all: Record<string, string> = { address, ...names };
    const filled = String(path).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(all[name]!));
    const search = new URLSearchParams(query as Record<string, string>).toString();
    return send(method, filled + (search && `?${search}`), { body, headers: headers ?? {}, signal });
  };
}
