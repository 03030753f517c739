import { computed, signal } from '@preact/signals';
import type { Frame, Kith } from '@kith/client';
import type { Access } from '../access/keyring.ts';
import { now } from '../api/clock.ts';
import { openKith } from '../kith/open-kith.ts';
import { Wire, type Received } from '../kith/wire.ts';
import { meet } from '../ui/people.ts';

const KEPT_FRAMES = 100;

/** What one session brought between `hello` and `synced`. */
export interface Catchup {
  recovered: boolean;
  changed: string[];
  removed: string[];
  /** Milliseconds from the first frame to `synced`; undefined while it runs. */
  duration?: number;
  startedAt: number;
}

/** A client of one user, with the frames that it received. */
export class LiveBook {
  readonly wire = new Wire();
  readonly kith: Kith;
  readonly frames = signal<Received[]>([]);
  readonly catchups = signal<Catchup[]>([]);
  /** When the connection was cut; undefined while it is not. */
  readonly cutAt = signal<number | undefined>(undefined);
  /** Who blocked the owner on this screen. */
  readonly blockedBy = signal<string | undefined>(undefined);
  /** The latest resume: the first session of the screen is a snapshot and does not count. */
  readonly resume = computed(() => (this.catchups.value.length > 1 ? this.catchups.value[0] : undefined));

  constructor(readonly access: Access) {
    this.wire.onFrame = (received) => this.note(received);
    this.kith = openKith(access, this.wire);
  }

  cut() {
    this.cutAt.value = now();
    this.wire.cut();
  }

  restore() {
    this.cutAt.value = undefined;
    this.wire.restore();
  }

  close() {
    void this.kith.close();
  }

  private note(received: Received) {
    const { frame, at, live } = received;
    this.frames.value = [received, ...this.frames.value].slice(0, KEPT_FRAMES);
    if (frame.type === 'update') {
      meet([frame.subject]);
    }
    if (frame.type === 'hello') {
      this.catchups.value = [{ recovered: frame.recovered, changed: [], removed: [], startedAt: at }, ...this.catchups.value];
    } else if (!live) {
      this.catchups.value = [extended(this.catchups.value[0]!, frame, at), ...this.catchups.value.slice(1)];
    }
  }
}

function extended(catchup: Catchup, frame: Frame, at: number): Catchup {
  if (frame.type === 'synced') {
    return { ...catchup, duration: at - catchup.startedAt };
  }
  if (frame.type !== 'update') {
    return catchup;
  }
  return frame.kind === 'removed'
    ? { ...catchup, removed: [...catchup.removed, frame.subject] }
    : { ...catchup, changed: [...catchup.changed, frame.subject] };
}
