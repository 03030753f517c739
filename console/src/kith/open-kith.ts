import { connect, type Kith } from '@kith/client';
import type { Access } from '../access/keyring.ts';
import type { Wire } from './wire.ts';

/** The client of one user, over a wire of its own. */
export function openKith(access: Access, wire: Wire): Kith {
  return connect(location.origin, {
    // the client keeps a token until it needs another
    token: () => access.token(true),
    ...(access.segment === 'me' ? {} : { address: access.owner }),
    presence: 'book',
    // each screen shows a connection of its own
    shareTabs: false,
    fetch: wire.fetch,
    WebSocket: wire.WebSocket,
  });
}
