import type { components } from './generated/api.js';

type Schemas = components['schemas'];

/** A profile as the reader may see it; fields that are hidden or not set are absent. */
export type Profile = Schemas['Profile'];
export type ExplainedProfile = Schemas['ExplainedProfile'];
export type Picture = Schemas['Picture'];
/** A change of a profile: null removes a field, attributes are merged by key. */
export type ProfilePatch = Schemas['ProfileInput'];
/** Rules by field; the first rule that matches the viewer decides. */
export type Rules = Schemas['Privacy'];
/** `{online: true}`, `{online: false, lastSeen}` or, coarse, `{lastSeen: 'recently'}`. */
export type Presence =
  | { online: true; lastSeen?: undefined }
  | { online: false; lastSeen: string }
  | { online?: undefined; lastSeen: 'recently' | 'this-week' | 'this-month' | 'long-ago' };
/** What the user stores about a peer. */
export type Contact = Schemas['Contact'];
export type ContactInput = Schemas['ContactInput'];
export type Settings = Schemas['Settings'];

/** What the user may see of one subject. `presence` is absent while it is hidden or was not read yet. */
export type Entry = Readonly<Omit<Profile, 'presence'>> & {
  readonly presence?: Presence | undefined;
  /** Whether this is the user's own profile. */
  readonly self: boolean;
  /** Read from the disk and not confirmed by the server yet: it may have been withdrawn since. */
  readonly stale: boolean;
};

/** A change of the address book. */
export interface Change {
  readonly subject: string;
  readonly kind: 'joined' | 'changed' | 'removed';
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** Why the client is not live. The last four do not end by themselves. */
export type Reason =
  | 'starting'
  | 'connection-lost'
  | 'no-answer'
  | 'woke-up'
  | 'server-restarting'
  | 'server-busy'
  | 'server-failed'
  | 'token-expired'
  | 'token-unavailable'
  | 'signed-out'
  | 'forbidden'
  | 'bad-address'
  | 'closed';

/** The state of the connection. */
export interface State {
  /** `connecting`: an attempt is running. `offline`: it failed, the next one is at `retryAt`. `stopped`: there is none. */
  readonly phase: 'connecting' | 'live' | 'offline' | 'stopped';
  /** When the phase began, in milliseconds since 1970. */
  readonly since: number;
  readonly reason?: Reason | undefined;
  readonly detail?: string | undefined;
  readonly retryAt?: number | undefined;
  /** Whether the address book may be behind the server's. */
  readonly stale: boolean;
}
