import type { Frame, Message } from './frames.js';

/** What a transport tells of its connection; after `closed` it tells nothing. */
export interface Listener {
  frame(frame: Frame): void;
  /** Something came that is no frame: the connection is alive. */
  alive(): void;
  /** `code` is a close code, also where a transport has none of its own. */
  closed(code: number, detail: string, retryAfter?: number): void;
}

/** A connection that is open or opening. */
export interface Link {
  /** Absent if the transport only receives. */
  send?(message: Message): void;
  /** Drops it; the listener is not told. */
  drop(): void;
}

/** Opens the updates of `url`, which has the cursor if there is one. */
export type Transport = (url: string, token: string, listener: Listener) => Link;

export type WebSocketClass = new (url: string, protocols: string[]) => WebSocket;

export const webSocketTransport =
  (socketClass: WebSocketClass): Transport =>
  (url, token, listener) => {
    const socket = new socketClass(url.replace(/^http/, 'ws'), ['kith.v1', `bearer.${token}`]);
    let dropped = false;
    socket.onmessage = ({ data }) => dropped || listener.frame(JSON.parse(data as string) as Frame);
    socket.onclose = ({ code, reason }) => dropped || listener.closed(code, reason);
    socket.onerror = () => {};
    return {
      send: (message) => socket.readyState === 1 && socket.send(JSON.stringify(message)),
      drop() {
        dropped = true;
        socket.close();
      },
    };
  };

/** Server-sent events, whose code is loaded where sockets do not pass. */
export const eventStreamTransport =
  (fetcher: typeof fetch): Transport =>
  (url, token, listener) => {
    const controller = new AbortController();
    const { signal } = controller;
    import('./event-stream.js')
      .then(({ readEventStream }) => readEventStream(fetcher, url, token, listener, signal))
      .catch((failure) => signal.aborted || listener.closed(1006, String(failure)));
    return { drop: () => controller.abort() };
  };
