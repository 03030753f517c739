import { createAddressBook } from './address-book.js';
import type { ConnectOptions, Kith } from './api.js';
import { createBook } from './book.js';
import { createRelations } from './contacts.js';
import { watchEnvironment } from './environment.js';
import type { Frame } from './frames.js';
import { createHttp } from './http.js';
import { createMe } from './me.js';
import type { Reason, State } from './model.js';
import { createProfiles } from './profiles.js';
import { createRequest } from './request.js';
import { createSaver } from './saver.js';
import { identify } from './identity.js';
import { createLinks } from './links.js';
import { memory } from './storage.js';
import { createSource, tellAll } from './store.js';
import type { Frames } from './sync.js';
import { shareSession, type SharedSession } from './shared.js';
import { createTokens } from './tokens.js';
import { openUpdates, type UpdatesListener } from './updates.js';

/** Connects a user to the Kith at `url` and stays connected until `close`. */
export function connect(url: string, options: ConnectOptions): Kith {
  const base = url.replace(/\/+$/, '');
  const fetcher: typeof fetch = options.fetch ?? ((...request) => fetch(...request));
  const storage = options.storage ?? memory();
  const path = `/v1/users/${encodeURIComponent(options.address ?? 'me')}`;
  let self = options.address ?? '';
  let shared: SharedSession | undefined;
  let isClosed = false;

  const tokens = createTokens(options.token);
  const send = createHttp(base, tokens, fetcher);
  const saver = createSaver(storage, () => (!isClosed && self && shared?.isLeader() ? self : undefined));
  const book = createBook(() => self, saver);
  const profiles = createProfiles(send, book, () => self, options.presence === 'book');
  const links = createLinks(send, base);
  const listeners = new Set<(frame: Frame) => void>([profiles.take]);
  const frames: Frames = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const relations = createRelations(send, path, book, frames, (peer) => {
    book.forget(peer);
    profiles.forget(peer);
    // a tab that is not the leader has no part in what the leader writes
    if (shared?.isLeader()) return;
    const removal = { owner: self, replace: false, put: new Map(), removed: new Set([peer]), cursor: undefined };
    void storage.save(removal).catch(() => {});
  });
  const state = createSource<State>({ phase: 'connecting', since: Date.now(), reason: 'starting', stale: true });
  let resolveSynced: () => void;
  const synced = new Promise<void>((resolve) => (resolveSynced = resolve));

  const take = (frame: Frame) => {
    if (frame.type === 'update' && frame.profile?.position) self ||= frame.subject;
    book.take(frame);
    tellAll(listeners, frame);
    if (frame.type === 'synced') {
      relations.refresh();
      resolveSynced();
    }
  };

  const open = (listener: UpdatesListener) => openUpdates(listener, { url: `${base}${path}/updates`, cursor: book.cursor, tokens, fetcher, options });

  const end = async (reason: Reason, forget: boolean) => {
    if (isClosed) return;
    isClosed = true;
    stopWatching();
    shared?.leave();
    state.set({ phase: 'stopped', since: Date.now(), reason, stale: true });
    await saver.idle();
    if (!forget) return;
    for (const part of [book, relations, links]) part.clear();
    profiles.forget();
    await storage.clear();
  };

  const stopWatching = watchEnvironment(() => shared?.check());

  async function start() {
    if (!self) self = (await identify(tokens, state, () => isClosed)) ?? '';
    const saved = self ? await storage.load().catch(() => undefined) : undefined;
    if (isClosed) return;
    if (saved?.owner === self) book.load(saved);
    else if (saved) await storage.clear();
    const name = options.shareTabs === false || !self ? undefined : `kith ${base} ${self}`;
    shared = shareSession(name, { open, take, book, state, saver, forget: () => void end('signed-out', true) });
  }
  void start();

  return {
    state,
    addressBook: createAddressBook(book, relations.contacts, relations.watched, synced),
    profile: profiles.profile,
    profiles: profiles.all,
    presence: profiles.presence,
    picture: (address, size) => links.picture(profiles.profile(address), size),
    me: createMe(send, path, book, profiles.refresh),
    contacts: relations.contacts,
    blocks: relations.blocks,
    request: createRequest(send, options.address ?? 'me'),
    address: () => self || undefined,
    async close({ forget = false } = {}) {
      if (forget) shared?.tellForget();
      await end(forget ? 'signed-out' : 'closed', forget);
    },
  };
}
