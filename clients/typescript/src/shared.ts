import type { Book } from './book.js';
import type { Connection } from './connection.js';
import type { Frame } from './frames.js';
import type { Presence, State } from './model.js';
import type { Saver } from './saver.js';
import type { Source } from './store.js';
import { joinTabs, type Tabs } from './tabs.js';
import type { UpdatesListener } from './updates.js';

/** What the tabs of a browser tell each other. */
type Message =
  | { is: 'frame'; frame: Frame }
  | { is: 'state'; state: State }
  /** A tab that has come needs the leader's book. */
  | { is: 'asking' }
  | { is: 'book'; frames: Frame[]; state: State }
  | { is: 'leading' }
  /** The network or a page has changed. */
  | { is: 'check' }
  | { is: 'forget' };

export interface SharedSession {
  isLeader(): boolean;
  check(): void;
  tellForget(): void;
  leave(): void;
}

export interface Sharing {
  open(listener: UpdatesListener): Connection;
  take(frame: Frame): void;
  book: Book;
  state: Source<State>;
  saver: Saver;
  forget(): void;
}

/** One session for all tabs with the same name: the leader opens it, and all take its frames. Without a name it is this tab's alone. */
export function shareSession(name: string | undefined, { open, take, book, state, saver, forget }: Sharing): SharedSession {
  let connection: Connection | undefined;
  let isLeader = false;
  let hasBook = false; // a tab without the leader's book cannot take its frames
  let isAsked = false;

  const tell = (message: Message) => tabs?.tell(message);

  const answer = () => {
    if (state.getSnapshot().phase !== 'live') return void (isAsked = true);
    isAsked = false;
    tell({ is: 'book', frames: framesOf(book), state: state.getSnapshot() });
  };

  const lead = () => {
    isLeader = true;
    if (hasBook) saver.replace(book.stored(), book.cursor());
    tell({ is: 'leading' });
    connection = open({
      frame(frame) {
        take(frame);
        tell({ is: 'frame', frame });
      },
      state(next) {
        state.set(next);
        tell({ is: 'state', state: next });
        if (isAsked) answer();
      },
    });
  };

  const follow = (message: Message) => {
    if (message.is === 'leading' && !hasBook) tell({ is: 'asking' });
    else if (message.is === 'book' && !hasBook) {
      hasBook = true;
      message.frames.forEach(take);
      state.set(message.state);
    } else if (message.is === 'frame' && hasBook) take(message.frame);
    else if (message.is === 'state' && (hasBook || message.state.phase !== 'live')) state.set(message.state);
  };

  const hear = (heard: unknown) => {
    const message = heard as Message;
    if (message.is === 'forget') forget();
    else if (!isLeader) follow(message);
    else if (message.is === 'asking') answer();
    else if (message.is === 'check') connection!.check();
  };

  let tabs: Tabs | undefined;
  if (name === undefined) lead();
  else {
    tabs = joinTabs(name, { lead, hear });
    if (!isLeader) tell({ is: 'asking' });
  }
  return {
    isLeader: () => isLeader,
    check: () => (isLeader ? connection!.check() : tell({ is: 'check' })),
    tellForget: () => tell({ is: 'forget' }),
    leave() {
      connection?.close();
      tabs?.leave();
    },
  };
}

/** The book as a snapshot that a server would send, with presence. */
function framesOf(book: Book): Frame[] {
  const frames: Frame[] = [{ type: 'hello', recovered: false }];
  for (const { subject, profile } of book.stored()) frames.push({ type: 'update', kind: 'changed', subject, profile });
  frames.push({ type: 'synced', cursor: book.cursor()! });
  for (const [subject, presence] of book.presences()) frames.push({ type: 'presence', subject, ...(presence as Presence) });
  return frames;
}
