import type { AddressBook } from './address-book.js';
import type { Backoff } from './connection.js';
import type { Blocks, ContactList } from './contacts.js';
import type { Me } from './me.js';
import type { Entry, Presence, State } from './model.js';
import type { Request } from './request.js';
import type { Storage } from './storage.js';
import type { Store } from './store.js';
import type { TokenCallback } from './tokens.js';
import type { WebSocketClass } from './transport.js';

export interface ConnectOptions {
  /** Returns a token of the user. Called when one is needed: at first, before it expires, when the server rejects it. */
  token: TokenCallback;
  /** The user's address. Needed if the token is no JWT, if it is a backend's, or to show what is stored before there is a token. */
  address?: string;
  /** Where the address book is kept between visits; only in memory by default. */
  storage?: Storage;
  /** Whose presence is read: of those that are watched (the default), or of the whole address book. */
  presence?: 'watched' | 'book';
  /** Whether the tabs of a browser share one session; true by default. */
  shareTabs?: boolean;
  backoff?: Partial<Backoff>;
  fetch?: typeof fetch;
  /** Without it and without a global one, updates come as server-sent events. */
  WebSocket?: WebSocketClass;
}

/** A connection of one user to Kith, with all that it keeps up to date. */
export interface Kith {
  readonly state: Store<State>;
  readonly addressBook: AddressBook;
  /** One profile: from the address book, or looked up when the store is first watched. `me` is the user's own. */
  profile(address: string): Store<Entry | undefined>;
  /** Many profiles, in one request at most; those of which the user may see nothing are left out. */
  profiles(addresses: readonly string[]): Promise<Entry[]>;
  presence(address: string): Store<Presence | undefined>;
  /** A URL of the picture for `<img>`, renewed while it is watched; undefined without a picture. `size`: that of a thumbnail. */
  picture(address: string, size?: 64 | 256 | 640): Store<string | undefined>;
  readonly me: Me;
  readonly contacts: ContactList;
  readonly blocks: Blocks;
  readonly request: Request;
  /** The user's address; undefined until the first token. */
  address(): string | undefined;
  /** Ends the session; with `forget`, in all tabs, and nothing of the user stays in memory or storage. */
  close(options?: { forget?: boolean }): Promise<void>;
}
