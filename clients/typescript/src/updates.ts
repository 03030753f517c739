import type { ConnectOptions } from './api.js';
import { createConnection, type Connection } from './connection.js';
import type { Frame } from './frames.js';
import type { State } from './model.js';
import type { Tokens } from './tokens.js';
import { eventStreamTransport, webSocketTransport } from './transport.js';

/** Receiver of the frames of a connection, and of changes of its state. */
export interface UpdatesListener {
  frame(frame: Frame): void;
  state(state: State): void;
}

export interface Updates {
  url: string;
  cursor: () => string | undefined;
  tokens: Tokens;
  fetcher: typeof fetch;
  options: ConnectOptions;
}

/** Opens the user's updates: over a WebSocket where there are such, else as an event stream. */
export function openUpdates(listener: UpdatesListener, { url, cursor, tokens, fetcher, options }: Updates): Connection {
  const socket = options.WebSocket ?? globalThis.WebSocket;
  return createConnection({
    url: () => url + (cursor() ? `?cursor=${encodeURIComponent(cursor()!)}` : ''),
    tokens,
    transports: [...(socket ? [webSocketTransport(socket)] : []), eventStreamTransport(fetcher)],
    backoff: { first: 500, longest: 20_000, ...options.backoff },
    frame: listener.frame,
    state: (state) => listener.state({ ...state, stale: state.phase !== 'live' }),
  });
}
