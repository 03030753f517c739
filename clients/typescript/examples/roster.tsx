// A chat roster: contacts with picture, status and presence, a search, a block, and a status of one's own.
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { connect, type Entry } from '@kith/client';
import { indexedDb } from '@kith/client/indexeddb';
import { KithProvider, useAddressBook, useConnection, useKith, usePicture, useProfile } from '@kith/client/react';

const kith = connect(location.origin, {
  token: () => location.hash.slice(1) || null, // in your app: fetch it from your server
  storage: indexedDb('roster'),
  presence: 'book',
});

function Person({ entry }: { entry: Entry }) {
  const { blocks } = useKith();
  const picture = usePicture(entry.address, 64);
  return (
    <li style={{ opacity: entry.stale ? 0.5 : 1 }}>
      {picture && <img src={picture} alt="" width={32} height={32} />}
      <strong>{entry.name ?? entry.address}</strong> {entry.presence?.online ? 'online' : ''} <span>{entry.status}</span>
      <button onClick={() => blocks.put(entry.address)}>Block</button>
    </li>
  );
}

function Me() {
  const { me } = useKith();
  const profile = useProfile('me');
  const [failure, setFailure] = useState('');
  const status = profile?.status;
  const save = (text: string) => me.update({ status: text }).then(() => setFailure(''), (problem: Error) => setFailure(problem.message));
  return (
    <p>
      {profile?.name} <input key={status} aria-label="status" defaultValue={status} onBlur={(event) => save(event.target.value)} />
      <em>{failure}</em>
    </p>
  );
}

function Roster() {
  const { phase, reason } = useConnection();
  const [search, setSearch] = useState('');
  const people = useAddressBook().filter(({ name = '' }) => name.toLowerCase().includes(search.toLowerCase()));
  return (
    <main>
      {phase !== 'live' && <p role="status">{reason}</p>}
      <Me />
      <input type="search" aria-label="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      <ul>{people.map((entry) => <Person key={entry.address} entry={entry} />)}</ul>
    </main>
  );
}

createRoot(document.getElementById('root')!).render(<KithProvider kith={kith}><Roster /></KithProvider>);
