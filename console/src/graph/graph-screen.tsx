import { useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { Fetched } from '../ui/fetched.tsx';
import { OwnerScreen } from '../ui/owner-screen.tsx';
import { Empty } from '../ui/parts.tsx';
import { useData } from '../ui/use-data.ts';
import { Canvas } from './canvas.tsx';
import { readEgo, type Ego } from './ego.ts';
import { Relations } from './relations.tsx';

const POLL_MS = 5000;

/** The relations of a user, and those of the user's peers. */
export function GraphScreen() {
  return (
    <OwnerScreen
      title="Graph"
      label="User in the middle"
      lead="Who stores what about whom, two steps around one user. Each arrow is one user’s half of a relation."
    >
      {(access) => <Loaded access={access} />}
    </OwnerScreen>
  );
}

function Loaded({ access }: { access: Access }) {
  const ego = useData(() => readEgo(access), [], POLL_MS);
  return (
    <Fetched from={ego}>
      {(found) => (found.edges.length === 0 ? <NoRelations owner={access.owner} /> : <Shown ego={found} owner={access.owner} />)}
    </Fetched>
  );
}

function Shown({ ego, owner }: { ego: Ego; owner: string }) {
  const [chosen, setChosen] = useState(owner);
  return (
    <div class="stack">
      {ego.closed.length > 0 && (
        <p class="note">Your token may not read the relations of {ego.closed.join(', ')}, so the graph ends there.</p>
      )}
      {ego.isCut && <p class="note">Only the first 60 peers are shown.</p>}
      <div class="graph-screen">
        <section class="card graph-card" aria-label="Picture">
          <Canvas ego={ego} chosen={chosen} onChoose={setChosen} />
          <ul class="legend">
            <li data-kind="contact">contact</li>
            <li data-kind="other">follows or label only</li>
            <li data-kind="blocked">blocked</li>
          </ul>
          <p class="graph-hint muted small-text">A click on a user shows the relations in words.</p>
        </section>
        <Relations ego={ego} chosen={chosen} onChoose={setChosen} />
      </div>
    </div>
  );
}

function NoRelations({ owner }: { owner: string }) {
  return (
    <div class="card">
      <Empty title={`${owner} stores nothing about anybody`}>
        <p>Contacts, follows, labels and blocks appear here.</p>
        <a class="button" href={`#/phones?left=${encodeURIComponent(owner)}`}>
          Open “Two phones”
        </a>
      </Empty>
    </div>
  );
}
