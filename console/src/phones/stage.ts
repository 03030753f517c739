import { computed, signal } from '@preact/signals';
import { isProblem } from '@kith/client';
import { now } from '../api/clock.ts';
import { rulesBefore } from '../api/describe.ts';
import type { Action } from './actions.ts';
import { deliveries, type JournalEntry } from './deliveries.ts';
import type { Phone } from './phone.ts';

const SHOWN_EVENTS = 40;

/** Two phones, the writes that were made on them, and the journal between. */
export class Stage {
  /** The last action; undefined after one that failed. */
  readonly last = signal<{ phone: Phone; action: Action } | undefined>(undefined);
  readonly openedAt = now();
  readonly failure = signal<unknown>(undefined);

  constructor(readonly phones: [Phone, Phone]) {}

  readonly journal = computed<JournalEntry[]>(() =>
    this.phones
      .flatMap(({ address, events }) =>
        events.value.map((event) => ({ owner: address, event, rulesBefore: rulesBefore(events.value, event.position) })),
      )
      .sort((one, other) => Date.parse(other.event.time) - Date.parse(one.event.time))
      .slice(0, SHOWN_EVENTS),
  );

  readonly deliveries = computed(() =>
    deliveries(
      this.journal.value,
      this.phones.flatMap((phone) => phone.wire.writes.value),
      this.phones.flatMap((phone) => phone.receipts.value),
      new Map(this.phones.map((phone) => [phone.address, phone.wire.outages.value])),
    ),
  );

  /** Makes a write after those before it, so that a fast hand does not overtake itself. */
  run(phone: Phone, action: Action) {
    this.running = this.running.then(() => this.make(phone, action));
    return this.running;
  }

  private running: Promise<void> = Promise.resolve();

  /** Makes a write, then reads what the owner's events are now. */
  private async make(phone: Phone, action: Action) {
    try {
      await action.run(phone.kith).catch((failure) => againIfOvertaken(failure, () => action.run(phone.kith)));
      this.last.value = { phone, action };
      this.failure.value = undefined;
    } catch (failure) {
      this.last.value = undefined;
      this.failure.value = failure;
    }
    await phone.reload();
  }

  reload() {
    return Promise.all(this.phones.map((phone) => phone.reload()));
  }

  close() {
    this.phones.forEach((phone) => phone.close());
  }
}

/** A conditional write that lost against another one reads again and is made once more. */
function againIfOvertaken(failure: unknown, again: () => Promise<unknown>): Promise<unknown> {
  if (isProblem(failure) && failure.type === 'version-conflict') {
    return again();
  }
  throw failure;
}
