import { signal } from '@preact/signals';
import type { Frame } from '@kith/client';
import { now } from '../api/clock.ts';

/** A write that went over the wire, with the times that latencies are counted from. */
export interface Write {
  method: string;
  path: string;
  body: string | undefined;
  startedAt: number;
  /** Position of its event. */
  position: string;
}

/** A frame, and when it came. */
export interface Received {
  frame: Frame;
  at: number;
  /** Whether it came after `synced`. */
  live: boolean;
}

/** A time without a connection. */
export interface Outage {
  from: number;
  /** When the network was back; undefined while it is not. */
  restoredAt?: number;
  /** When everything missed had come; undefined until then. */
  until?: number;
}

type Open = (url: string, protocols: string[]) => WebSocket;

const LOST = 1006;
const KEPT_WRITES = 50;

/** The network of one client: it notes what goes over it, and can be cut. */
export class Wire {
  readonly isCut = signal(false);
  readonly writes = signal<Write[]>([]);
  /** The latest first; the time before the first session is none. */
  readonly outages = signal<Outage[]>([]);
  /** Called with each frame of a socket. */
  onFrame: (received: Received) => void = () => {};

  private cutSocket: () => void = () => {};

  /** Drops the socket, and lets nothing through until `restore`. */
  cut() {
    this.isCut.value = true;
    this.cutSocket();
    this.outages.value = [{ from: now() }, ...this.outages.value];
  }

  restore() {
    this.isCut.value = false;
    this.extendOutage({ restoredAt: now() });
    // what a browser says when its network is back; the client then does not wait for its next attempt
    dispatchEvent(new Event('online'));
  }

  readonly fetch: typeof fetch = async (target, init = {}) => {
    if (this.isCut.value) {
      throw new TypeError('The connection is cut');
    }
    const method = init.method ?? 'GET';
    const startedAt = now();
    const answer = await fetch(target, init);
    const position = answer.headers.get('Kith-Position');
    if (position && method !== 'GET') {
      const { pathname, search } = new URL(String(target), location.href);
      const body = typeof init.body === 'string' ? init.body : undefined;
      this.writes.value = [{ method, path: pathname + search, body, startedAt, position }, ...this.writes.value].slice(0, KEPT_WRITES);
    }
    return answer;
  };

  /** A class of sockets on this wire, for the client's option `WebSocket`. */
  readonly WebSocket = socketClass((url, protocols) => this.open(url, protocols));

  private open(url: string, protocols: string[]): WebSocket {
    if (this.isCut.value) {
      return deadSocket();
    }
    const socket = new WebSocket(url, protocols);
    let live = false;
    socket.addEventListener('message', ({ data }) => {
      const frame: Frame = JSON.parse(data);
      this.onFrame({ frame, at: now(), live });
      if (frame.type === 'synced' && !live) {
        live = true;
        this.extendOutage({ until: now() });
      }
    });
    this.cutSocket = () => {
      const { onclose } = socket;
      socket.onmessage = socket.onclose = null;
      socket.close();
      onclose?.call(socket, new CloseEvent('close', { code: LOST }));
    };
    return socket;
  }

  /** The one that has not ended. */
  get outage(): Outage | undefined {
    const latest = this.outages.value[0];
    return latest?.until === undefined ? latest : undefined;
  }

  private extendOutage(change: Partial<Outage>) {
    if (this.outage) {
      this.outages.value = [{ ...this.outage, ...change }, ...this.outages.value.slice(1)];
    }
  }
}

/** A constructor that returns what `open` does. */
function socketClass(open: Open): new (url: string, protocols: string[]) => WebSocket {
  return function (url: string, protocols: string[]) {
    return open(url, protocols);
  } as unknown as new (url: string, protocols: string[]) => WebSocket;
}

/** A socket that cannot be opened. */
function deadSocket(): WebSocket {
  const socket = { readyState: 3, onclose: null as ((event: CloseEvent) => void) | null, close() {}, send() {} };
  queueMicrotask(() => socket.onclose?.(new CloseEvent('close', { code: LOST })));
  return socket as unknown as WebSocket;
}
