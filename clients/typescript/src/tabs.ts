/** The tabs of one browser that share a session of one user: the leader has it, and tells the others what it hears. */
export interface Tabs {
  /** Leader: tells the other tabs. */
  tell(message: unknown): void;
  leave(): void;
}

export interface TabListener {
  /** This tab has become the leader. */
  lead(): void;
  /** Another tab has said this. */
  hear(message: unknown): void;
}

/** Without Web Locks or BroadcastChannel each tab is a leader of its own. */
export function joinTabs(name: string, { lead, hear }: TabListener): Tabs {
  const locks = globalThis.navigator?.locks;
  if (!locks || typeof BroadcastChannel === 'undefined') {
    lead();
    return { tell: () => {}, leave: () => {} };
  }
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => hear(data);
  const leaving = new AbortController();
  const { signal } = leaving;
  const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  locks.request(name, { signal }, () => {
    lead();
    return left;
  }).catch(() => {}); // left before it was its turn
  return {
    tell: (message) => channel.postMessage(message),
    leave() {
      leaving.abort();
      channel.close();
    },
  };
}
