import type { Presence, Profile } from './model.js';

/** The progress of a sync. */
export interface SyncProgress {
  syncId: string;
  state: 'queued' | 'running' | 'done';
  accepted: number;
  refused: number;
  written: number;
  matched: number;
}

export interface Hello {
  type: 'hello';
  /** False: a snapshot follows that replaces the address book. */
  recovered: boolean;
  cursor?: string;
}

export interface Update {
  type: 'update';
  subject: string;
  kind: 'joined' | 'changed' | 'removed';
  profile?: Profile;
  cursor?: string;
}

export interface Synced {
  type: 'synced';
  cursor: string;
}

/** Without `online` and `lastSeen`, the presence is no longer visible. */
export type PresenceFrame = { type: 'presence'; subject: string } & Partial<Presence>;

/** A JSON message of the server; unknown types and fields are to be ignored. */
export type Frame =
  | Hello
  | Update
  | Synced
  | PresenceFrame
  | ({ type: 'sync' } & SyncProgress)
  | { type: 'token'; expires: string }
  | { type: 'problem'; problem: { type: string; title: string; status: number; detail: string; field?: string } }
  | { type: 'end'; code: number; reason: string }
  | { type: 'pong' };

/** A JSON message of the client. */
export type Message = { type: 'ping' } | { type: 'token'; token: string };
