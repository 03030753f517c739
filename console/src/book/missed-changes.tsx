import { useState } from 'preact/hooks';
import { accessTo, type Access } from '../access/keyring.ts';
import { ask } from '../api/http.ts';
import { Failure } from '../ui/parts.tsx';
import { clockTime } from '../ui/time.ts';
import type { LiveBook } from './live-book.ts';

/** Buttons for changes while the connection is cut, by a user of the address book of whom this tab has a token. */
export function MissedChanges({ book }: { book: LiveBook }) {
  const [peer] = useState(() => peerOf(book));
  const [done, setDone] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { owner } = book.access;
  if (!peer) {
    return <p class="muted">Change something elsewhere now, such as on “Two phones” in a second tab.</p>;
  }
  const isBlocked = book.blockedBy.value === peer.owner;
  const make = async (title: string, change: () => Promise<unknown>) => {
    setBusy(true);
    await change().then(() => (setDone([...done, title]), setFailure(undefined)), setFailure);
    setBusy(false);
  };
  const changes = {
    [`${peer.owner} sets a status`]: () => ask(peer, 'PATCH', 'profile', { body: { status: `Changed at ${clockTime(new Date().toISOString())}` } }),
    [`${peer.owner} ${isBlocked ? 'unblocks' : 'blocks'} ${owner}`]: async () => {
      await ask(peer, isBlocked ? 'DELETE' : 'PUT', `blocks/${encodeURIComponent(owner)}`);
      book.blockedBy.value = isBlocked ? undefined : peer.owner;
    },
  };
  return (
    <div class="stack">
      <p class="muted">Make a change that the phone misses, here or elsewhere:</p>
      <div class="row">
        {Object.entries(changes).map(([title, change]) => (
          <button type="button" key={title} class="button small" disabled={busy} onClick={() => make(title, change)}>
            {title}
          </button>
        ))}
      </div>
      <p class="muted small-text" role="status">
        {done.length > 0 && `Done: ${done.join(', ')}.`}
      </p>
      {failure !== undefined && <Failure failure={failure} />}
    </div>
  );
}

/** Who blocked the owner here, else the first of the address book whose data may be changed. */
function peerOf(book: LiveBook): Access | undefined {
  const peers = book.kith.addressBook.list({ sort: 'address', self: false }).map(({ address }) => address);
  return [book.blockedBy.value, ...peers].flatMap((address) => (address && accessTo(address)) || []).at(0);
}
