import type { Frame, SyncProgress } from './frames.js';
import type { Send } from './http.js';
import { pause } from './time.js';

export interface SyncOptions {
  /** Whether the addresses become contacts; true by default. */
  contact?: boolean;
  subscribe?: boolean;
  labels?: string[];
  signal?: AbortSignal;
}

/** Calls a listener with each frame of the session, until what it returns is called. */
export type Frames = (listener: (frame: Frame) => void) => () => void;

/** The progress comes in frames; what no frame has told for so long is asked for. */
const POLL = 2_000;

/** Sends the addresses and answers the progress, whose last state is `done`. */
export async function* runSync(send: Send, path: string, frames: Frames, addresses: readonly string[], options: SyncOptions = {}) {
  const { signal, ...rest } = options;
  const body = { addresses, syncNow: true, ...rest };
  let id: string | undefined;
  let told: SyncProgress | undefined;
  let wake: (() => void) | undefined;
  const stop = frames((frame) => {
    if (frame.type !== 'sync' || frame.syncId !== id) return;
    const { type: _, ...progress } = frame;
    told = progress;
    wake?.();
  });
  try {
    id = (await send<{ syncId: string }>('POST', `${path}/contacts:sync`, { body, signal })).body.syncId;
    for (;;) {
      // the first frames may have come before the answer
      const progress: SyncProgress = told ?? (await read(send, `${path}/syncs/${id}`, signal));
      told = undefined;
      yield progress;
      if (progress.state === 'done') return;
      if (!told) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), pause(POLL, signal)]);
    }
  } finally {
    stop();
  }
}

async function read(send: Send, path: string, signal?: AbortSignal): Promise<SyncProgress> {
  const { body } = await send<SyncProgress & { refusedTotal: number }>('GET', path, { signal });
  const { refusedTotal: refused, ...progress } = body;
  return { ...progress, refused };
}
