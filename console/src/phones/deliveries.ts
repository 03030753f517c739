import type { HistoryItem, Rules } from '../api/types.ts';
import type { Outage, Write } from '../kith/wire.ts';

/** A frame that a phone received, at a time of this browser. */
export interface Receipt {
  phone: string;
  subject: string;
  kind: 'joined' | 'changed' | 'removed';
  at: number;
  /** The outage that ended with it; undefined if the phone was connected. */
  outage?: Outage | undefined;
}

export interface JournalEntry {
  owner: string;
  event: HistoryItem;
  /** The owner's rules before the event, if they are known. */
  rulesBefore?: Rules | undefined;
}

export interface Delivery {
  /** `offline`: the phone was not connected, and did not get this event later. */
  kind: Receipt['kind'] | 'offline';
  /**
   * Milliseconds from the start of the request, or from the journal's time if the write was made elsewhere. On resume: from the time when
   * the network was back.
   */
  latency: number;
  /** Whether the phone got it only when it was back. */
  isResumed: boolean;
}

/** How far the journal's clock may be ahead of this browser's before a frame is taken for an earlier event's. */
const CLOCK_SLACK_MS = 50;
/** Writes from elsewhere that follow each other faster are made by a program: which frame belongs to which cannot be told. */
const BULK_GAP_MS = 1000;

interface Started {
  entry: JournalEntry;
  at: number;
  earliest: number;
  isElsewhere: boolean;
  isBulk: boolean;
}

/**
 * What each phone received of each event: by position, then by phone. A frame belongs to the latest event that was started before it and
 * concerns it; the first such frame of a phone counts. Events without a phone that received something, and those of a bulk, are missing.
 *
 * @param outages of each phone
 */
export function deliveries(
  journal: JournalEntry[],
  writes: Write[],
  receipts: Receipt[],
  outages: Map<string, Outage[]> = new Map(),
): Map<string, Map<string, Delivery>> {
  const started = withBulks(journal.map((entry) => start(entry, writes))).sort((one, other) => other.at - one.at);
  const result = new Map<string, Map<string, Delivery>>();
  const note = ({ entry, isBulk }: Started, phone: string, delivery: Delivery) => {
    const byPhone = result.get(entry.event.position) ?? new Map<string, Delivery>();
    if (!isBulk && !byPhone.has(phone)) {
      result.set(entry.event.position, byPhone.set(phone, delivery));
    }
  };
  for (const receipt of receipts.toSorted((one, other) => one.at - other.at)) {
    const { phone, kind, at, outage } = receipt;
    const cause = started.find((event) => event.earliest <= at && concerns(event.entry, receipt));
    if (cause && (!outage || cause.at >= outage.from)) {
      note(cause, phone, { kind, latency: Math.max(0, at - (outage?.restoredAt ?? cause.at)), isResumed: outage !== undefined });
    }
  }
  for (const [phone, its] of outages) {
    started
      .filter(({ at }) => its.some(({ from, until }) => from <= at && at < (until ?? Infinity)))
      .forEach((event) => note(event, phone, { kind: 'offline', latency: 0, isResumed: false }));
  }
  return result;
}

function start(entry: JournalEntry, writes: Write[]): Started {
  const write = writes.find((candidate) => candidate.position === entry.event.position);
  const at = write?.startedAt ?? Date.parse(entry.event.time);
  return { entry, at, earliest: write ? at : at - CLOCK_SLACK_MS, isElsewhere: !write, isBulk: false };
}

function withBulks(events: Started[]): Started[] {
  const elsewhere = events.filter(({ isElsewhere }) => isElsewhere);
  const isBulk = (event: Started) =>
    event.isElsewhere && elsewhere.some((other) => other !== event && Math.abs(other.at - event.at) < BULK_GAP_MS);
  return events.map((event) => ({ ...event, isBulk: isBulk(event) }));
}

/** The event is about the owner's profile, or about the phone's user and the subject. */
function concerns({ owner, event }: JournalEntry, { phone, subject }: Receipt): boolean {
  const { peer, peers = [] } = event.change;
  if (peer === undefined && peers.length === 0) {
    return subject === owner;
  }
  const isPeer = (address: string) => address === peer || peers.includes(address);
  return subject === owner ? isPeer(phone) : phone === owner && isPeer(subject);
}
