import { describe } from '../api/describe.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Loading } from '../ui/parts.tsx';
import { clockTime, duration } from '../ui/time.ts';
import { useArrival } from '../ui/use-arrival.ts';
import type { Delivery, JournalEntry } from './deliveries.ts';
import type { Stage } from './stage.ts';

const KINDS = { joined: 'joined', changed: 'new view', removed: 'removed' };

/** The events of both users, newest first, and what each phone received of them. */
export function Journal({ stage }: { stage: Stage }) {
  const entries = stage.journal.value;
  const deliveries = stage.deliveries.value;
  return (
    <section class="card journal" aria-label="Journal">
      <div class="card-head">
        <h2>Journal</h2>
        <MedianPill deliveries={deliveries} entries={entries} />
        <span class="muted small-text">one record for each write; below it, who received it, and how long after the request</span>
      </div>
      {entries.length === 0 ? (
        <div class="journal-empty muted">
          {stage.phones.some((phone) => phone.isRead.value) ? <p>No events yet. Set a status on one of the phones.</p> : <Loading />}
        </div>
      ) : (
        <ol class="journal-list" tabIndex={0} aria-label="Events">
          {entries.map((entry) => (
            <Row
              key={entry.event.position}
              entry={entry}
              isNew={Date.parse(entry.event.time) > stage.openedAt}
              phones={stage.phones.map((phone) => phone.address)}
              received={deliveries.get(entry.event.position)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

interface RowProps {
  entry: JournalEntry;
  isNew: boolean;
  phones: string[];
  received: Map<string, Delivery> | undefined;
}

function Row({ entry, isNew, phones, received }: RowProps) {
  const { owner, event, rulesBefore } = entry;
  return (
    <li class="event" ref={useArrival<HTMLLIElement>(isNew)}>
      <Avatar address={owner} size="small" />
      <div class="event-text">
        <p>
          <strong>{owner}</strong> {describe(event, rulesBefore)}
        </p>
        <p class="event-meta">
          <span class="mono" title="position: partition:offset in the journal">
            {event.position}
          </span>
          <time dateTime={event.time}>{clockTime(event.time)}</time>
        </p>
        {received && (
          <p class="row">
            {phones.map((phone) => (
              <DeliveryPill
                key={phone}
                phone={phone}
                delivery={received.get(phone)}
                isOwnProfile={phone === owner && event.type === 'ProfileChanged'}
              />
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

interface PillProps {
  phone: string;
  delivery: Delivery | undefined;
  isOwnProfile: boolean;
}

function DeliveryPill({ phone, delivery, isOwnProfile }: PillProps) {
  if (!delivery) {
    return (
      <span class="pill" title={`${phone} received no frame`}>
        {phone}: nothing
      </span>
    );
  }
  const { kind, latency, isResumed } = delivery;
  if (kind === 'offline') {
    return (
      <span class="pill" title={`${phone} was not connected. On resume it gets the latest state, not each change.`}>
        {phone}: offline
      </span>
    );
  }
  const what = kind === 'changed' ? '' : kind === 'joined' && isOwnProfile ? 'own profile created, ' : `${kind}, `;
  return (
    <span class={`pill numbers ${kind === 'removed' ? 'warn' : 'accent'}`} title={`${phone} received a frame: ${KINDS[kind]}`}>
      {phone}: {isResumed && 'on resume, '}
      {what}
      {duration(latency)}
    </span>
  );
}

/** The latency of the middle frame to another user's phone, of those that are shown. */
function MedianPill({ deliveries, entries }: { deliveries: Map<string, Map<string, Delivery>>; entries: JournalEntry[] }) {
  const latencies = entries
    .flatMap(({ owner, event }) => [...(deliveries.get(event.position) ?? [])].filter(([phone]) => phone !== owner))
    .filter(([, { kind, isResumed }]) => kind !== 'offline' && !isResumed)
    .map(([, delivery]) => delivery.latency)
    .sort((one, other) => one - other);
  const median = latencies[Math.floor(latencies.length / 2)];
  return median === undefined ? null : <span class="pill accent numbers">median {duration(median)} to the other phone</span>;
}
