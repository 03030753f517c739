import { signal } from '@preact/signals';
import type { Contact, Kith, Rules } from '@kith/client';
import type { Access } from '../access/keyring.ts';
import type { HistoryItem } from '../api/types.ts';
import { openKith } from '../kith/open-kith.ts';
import { Wire, type Received } from '../kith/wire.ts';
import { meet } from '../ui/people.ts';
import type { Receipt } from './deliveries.ts';

const EVENTS = 50;
const KEPT_RECEIPTS = 200;

/** The app of one user: a client on a wire of its own, and what the user's own events say. */
export class Phone {
  readonly wire = new Wire();
  readonly kith: Kith;
  readonly failure = signal<unknown>(undefined);
  readonly rules = signal<Rules>({});
  readonly events = signal<HistoryItem[]>([]);
  readonly receipts = signal<Receipt[]>([]);
  /** Whether rules and relations were read. */
  readonly isRead = signal(false);

  constructor(
    readonly address: string,
    readonly access: Access,
  ) {
    this.wire.onFrame = (received) => this.note(received);
    this.kith = openKith(access, this.wire);
  }

  close() {
    void this.kith.close();
  }

  relationTo(peer: string): Contact | undefined {
    return this.kith.contacts.getSnapshot()?.get(peer);
  }

  /** Reads what no frame tells: the owner's own events, and if there are new ones, rules and relations. */
  async reload() {
    if (this.wire.isCut.value) {
      return;
    }
    try {
      const { body } = await this.kith.request('GET', '/v1/users/{address}/history', { query: { limit: EVENTS } });
      const events = body!.items;
      if (this.events.value.length === 0 || events[0]?.position !== this.events.value[0]?.position) {
        const [rules] = await Promise.all([this.kith.request('GET', '/v1/users/{address}/privacy'), this.kith.contacts.load()]);
        this.rules.value = rules.body!;
        this.events.value = events;
        this.isRead.value = true;
      }
      this.failure.value = undefined;
    } catch (failure) {
      this.failure.value = failure;
    }
  }

  private note({ frame, at, live }: Received) {
    if (frame.type !== 'update') {
      return;
    }
    meet([frame.subject]);
    const { outage } = this.wire;
    if (live || outage) {
      const receipt = { phone: this.address, subject: frame.subject, kind: frame.kind, at, outage };
      this.receipts.value = [receipt, ...this.receipts.value].slice(0, KEPT_RECEIPTS);
    }
  }
}
