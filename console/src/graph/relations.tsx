import { Avatar } from '../ui/avatar.tsx';
import { words, type Edge, type Ego } from './ego.ts';

/** The users of the graph, and both halves of the chosen one's relations in words. */
export function Relations({ ego, chosen, onChoose }: { ego: Ego; chosen: string; onChoose: (address: string) => void }) {
  const outgoing = ego.edges.filter((edge) => edge.from === chosen);
  const incoming = ego.edges.filter((edge) => edge.to === chosen);
  return (
    <section class="card" aria-label="Relations">
      <div class="card-head">
        <h2>Relations of {chosen}</h2>
      </div>
      <div class="card-body stack">
        <label class="field">
          <span>User</span>
          <select class="input" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
            {ego.nodes.map(({ address }) => (
              <option key={address}>{address}</option>
            ))}
          </select>
        </label>
        <Halves title={`What ${chosen} stores`} edges={outgoing} other={(edge) => edge.to} onChoose={onChoose} />
        <Halves title={`What others store about ${chosen}`} edges={incoming} other={(edge) => edge.from} onChoose={onChoose} />
      </div>
    </section>
  );
}

function Halves(props: { title: string; edges: Edge[]; other: (edge: Edge) => string; onChoose: (address: string) => void }) {
  return (
    <div>
      <h3>{props.title}</h3>
      {props.edges.length === 0 && <p class="muted">Nothing that can be read here.</p>}
      <ul class="halves">
        {props.edges.map((edge) => (
          <li key={props.other(edge)}>
            <button type="button" class="half" onClick={() => props.onChoose(props.other(edge))}>
              <Avatar address={props.other(edge)} size="small" />
              <span>{props.other(edge)}</span>
            </button>
            <span class="row">
              {words(edge).map((word) => (
                <span key={word} class={`pill ${word === 'blocks' ? 'bad' : ''}`}>
                  {word}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
