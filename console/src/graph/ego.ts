import { accessTo, type Access } from '../access/keyring.ts';
import { pages } from '../api/http.ts';
import type { Contact } from '../api/types.ts';

/** A user in the graph; `depth` is the number of steps from the one in the middle. */
export interface Node {
  address: string;
  depth: number;
}

/** What one user stores about another. */
export interface Edge {
  from: string;
  to: string;
  contact: Contact;
}

export interface Ego {
  nodes: Node[];
  edges: Edge[];
  /** Peers whose own relations no token of this tab may read. */
  closed: string[];
  /** Whether there are more peers than are shown. */
  isCut: boolean;
}

const MOST_PEERS = 60;
const MOST_OF_A_PEER = 200;

/** The relations of a user, and those of each peer, as far as the tokens of this tab reach. */
export async function readEgo(access: Access): Promise<Ego> {
  const own = await relations(access);
  const peers = own.map((contact) => contact.peer).slice(0, MOST_PEERS);
  const reachable = peers.flatMap((peer) => (peer.startsWith('group:') ? [] : (accessTo(peer) ?? [])));
  const further = await Promise.all(reachable.map(async (of) => ({ owner: of.owner, contacts: await relations(of) })));

  const edges = own.slice(0, MOST_PEERS).map((contact) => ({ from: access.owner, to: contact.peer, contact }));
  const depths = new Map([[access.owner, 0], ...peers.map((peer) => [peer, 1] as const)]);
  for (const { owner, contacts } of further) {
    for (const contact of contacts) {
      edges.push({ from: owner, to: contact.peer, contact });
      depths.set(contact.peer, depths.get(contact.peer) ?? 2);
    }
  }
  return {
    nodes: [...depths].map(([address, depth]) => ({ address, depth })),
    edges,
    closed: peers.filter((peer) => !reachable.some((of) => of.owner === peer)),
    isCut: own.length > MOST_PEERS,
  };
}

async function relations(access: Access): Promise<Contact[]> {
  return (await pages<Contact>(access, 'contacts', MOST_OF_A_PEER)).filter(isSomething);
}

function isSomething({ contact, subscribed, announced, blocked, paired, labels }: Contact): boolean {
  return contact || subscribed || announced || blocked || paired || labels.length > 0;
}

/** What an edge says, in words. */
export function words({ contact }: Edge): string[] {
  return [
    contact.blocked ? 'blocks' : '',
    contact.contact ? 'contact' : '',
    contact.subscribed ? 'follows' : '',
    contact.announced ? 'announces' : '',
    contact.paired ? 'paired' : '',
    contact.mutual ? 'mutual' : '',
    ...contact.labels.map((label) => `label ${label}`),
  ].filter(Boolean);
}
