/** Client of Kith for web pages and Node.js. */
export type { AddressBook, ListOptions } from './address-book.js';
export type { Blocks, ContactList } from './contacts.js';
export type { Backoff } from './connection.js';
export type { Frame, SyncProgress } from './frames.js';
export type { Answer } from './http.js';
export type { ConnectOptions, Kith } from './api.js';
export { connect } from './kith.js';
export type { Condition, Me } from './me.js';
export type {
  Change,
  Contact,
  ContactInput,
  Entry,
  ExplainedProfile,
  Picture,
  Presence,
  Profile,
  ProfilePatch,
  Reason,
  Rules,
  Settings,
  State,
} from './model.js';
export type { ProgressListener, UploadOptions } from './picture.js';
export type { Audience, FieldRules, PrivacyEditor } from './privacy.js';
export { isProblem, type Problem } from './problem.js';
export type { Request, RequestOptions } from './request.js';
export { memory, type Changes, type Saved, type Storage, type Stored } from './storage.js';
export type { Store } from './store.js';
export type { SyncOptions } from './sync.js';
export type { WebSocketClass } from './transport.js';
export type { TokenCallback } from './tokens.js';
