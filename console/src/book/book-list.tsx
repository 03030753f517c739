import type { Entry, Kith } from '@kith/client';
import { useStore } from '@kith/client/react';
import { useState } from 'preact/hooks';
import { EntryAvatar } from '../kith/entry-avatar.tsx';
import { Empty, Loading, Segments } from '../ui/parts.tsx';
import { PresenceMark } from '../ui/presence-mark.tsx';
import type { LiveBook } from './live-book.ts';

const ORDERS = { name: 'By name', address: 'By address' };

/** The entries of the book, sorted, with a search. */
export function BookList({ book }: { book: LiveBook }) {
  const [sort, setSort] = useState<keyof typeof ORDERS>('name');
  const [search, setSearch] = useState('');
  const [label, setLabel] = useState('');
  useStore(book.kith.addressBook);
  const contacts = useStore(book.kith.contacts);
  const { phase, stale } = useStore(book.kith.state);
  const entries = book.kith.addressBook.list({ sort, self: true, ...(label ? { label } : {}) }).filter((entry) => matches(entry, search));
  const labels = [...new Set([...(contacts?.values() ?? [])].flatMap((contact) => contact.labels))].sort();
  const isWaiting = entries.length === 0 && stale && !search && !label;
  return (
    <section class={`card ${phase === 'live' ? '' : 'is-stale'}`} aria-label="Entries">
      <div class="card-head">
        <h2>
          {entries.length} {entries.length === 1 ? 'entry' : 'entries'}
        </h2>
        <Segments label="Order" options={ORDERS} chosen={sort} onChoose={setSort} />
      </div>
      <div class="book-filters">
        <input
          class="input"
          type="search"
          aria-label="Search by name or address"
          placeholder="Search"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        {labels.length > 0 && (
          <select class="input" aria-label="Label" value={label} onChange={(event) => setLabel(event.currentTarget.value)}>
            <option value="">All labels</option>
            {labels.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </div>
      {isWaiting ? (
        <div class="card-body">
          <Loading lines={4} />
        </div>
      ) : entries.length === 0 ? (
        <Nobody filtered={search !== '' || label !== ''} owner={book.access.owner} />
      ) : (
        <ul class="entries">
          {entries.map((entry) => (
            <Row key={entry.address} kith={book.kith} entry={entry} isLive={phase === 'live'} labels={contacts?.get(entry.address)?.labels ?? []} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  kith: Kith;
  entry: Entry;
  /** Whether this screen is connected, and so its user is online. */
  isLive: boolean;
  labels: string[];
}

function Row({ kith, entry, isLive, labels }: RowProps) {
  return (
    <li class="entry">
      <EntryAvatar kith={kith} entry={entry} />
      <div class="entry-text">
        <p>
          <strong>{entry.name ?? entry.address}</strong> {entry.self && <span class="pill">own profile</span>}{' '}
          <PresenceMark presence={entry.self && isLive ? { online: true } : entry.presence} />
        </p>
        <p class="muted">{entry.status ?? 'no status visible'}</p>
      </div>
      <p class="row entry-labels">
        {labels.map((name) => (
          <span class="pill" key={name}>
            {name}
          </span>
        ))}
      </p>
    </li>
  );
}

function Nobody({ filtered, owner }: { filtered: boolean; owner: string }) {
  return filtered ? (
    <Empty title="No entry matches">
      <p>Clear the search or the label.</p>
    </Empty>
  ) : (
    <Empty title="This address book is empty">
      <p>{owner} follows nobody whom they may see, and has no profile.</p>
      <a class="button" href={`#/phones?left=${encodeURIComponent(owner)}`}>
        Open “Two phones”
      </a>
    </Empty>
  );
}

function matches(entry: Entry, search: string): boolean {
  return `${entry.name ?? ''} ${entry.address}`.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}
