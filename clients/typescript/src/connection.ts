import { closing } from './closing.js';
import type { Frame } from './frames.js';
import type { Reason, State } from './model.js';
import { jittered } from './time.js';
import { SignedOut, type Tokens } from './tokens.js';
import type { Link, Transport } from './transport.js';

/** What a connection needs to know and whom it tells. */
export interface Session {
  /** The URL of the next session, with the present cursor. */
  url(): string;
  tokens: Tokens;
  /** The first is preferred; the next one is tried after two failed attempts in a row. */
  transports: Transport[];
  backoff: Backoff;
  frame(frame: Frame): void;
  state(state: Omit<State, 'stale'>): void;
}

/** Milliseconds before the first attempt after a failure, and at most; each pause is twice the one before, with jitter. */
export interface Backoff {
  first: number;
  longest: number;
}

export interface Connection {
  /** Finds out at once whether the connection is alive, and ends a pause. */
  check(): void;
  close(): void;
}

const TICK = 5_000;
/** Timers of a hidden page may run once a minute; a longer gap is a sleep. */
const SLEEP = 90_000;
const OPENS_WITHIN = 10_000;
const ANSWERS_WITHIN = 5_000;
const IDLE = 30_000;
/** The server takes one message every 2.5 s. */
const RECENT = 2_500;
/** The server sends comments on an event stream every 25 s. */
const SILENT = 60_000;

/** Keeps one session open: opens it, watches it, replaces its token, and opens the next one when it ends. */
export function createConnection(session: Session): Connection {
  const { tokens, transports, backoff } = session;
  let link: Link | undefined;
  let attempt = 0; // changes with each, so that what a former one tells is recognized
  let failures = 0;
  let misses = 0; // after every second, the next transport is tried
  let usedToken = '';
  let rejected: string | undefined;
  let heardAt = 0;
  let askedAt = 0;
  let opened = false;
  let replacing = false;
  let tickedAt = Date.now();
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const tell = (phase: State['phase'], reason?: Reason, detail?: string, retryAt?: number) =>
    session.state({ phase, since: Date.now(), reason, detail, retryAt });

  const drop = () => {
    attempt++;
    link?.drop();
    link = undefined;
    clearTimeout(pauseTimer);
    pauseTimer = undefined;
  };

  async function open(reason: Reason, detail?: string) {
    drop();
    const own = attempt;
    tell('connecting', reason, detail);
    try {
      usedToken = await tokens.get(rejected);
    } catch (failure) {
      if (own !== attempt) return;
      if (failure instanceof SignedOut) stop('signed-out');
      else retry('token-unavailable', String(failure));
      return;
    }
    if (own !== attempt) return;
    opened = false;
    askedAt = 0;
    heardAt = Date.now();
    link = transports[(misses >> 1) % transports.length]!(session.url(), usedToken, {
      frame: (frame) => own === attempt && receive(frame),
      alive: () => own === attempt && heard(),
      closed: (code, text, retryAfter) => own === attempt && ended(code, text, retryAfter),
    });
  }

  const heard = () => {
    heardAt = Date.now();
    askedAt = 0;
  };

  function receive(frame: Frame) {
    heard();
    if (frame.type === 'hello') {
      opened = true;
      misses -= misses % 2;
      rejected = undefined;
    } else if (frame.type === 'problem') {
      // of the token, the only message that can be refused: a new session gets a new one
      rejected = usedToken;
      return void open('token-expired', frame.problem.detail);
    }
    session.frame(frame);
    if (frame.type === 'synced') {
      failures = 0;
      tell('live');
    }
  }

  function ended(code: number, detail: string, retryAfter?: number) {
    const { reason, action } = closing(code);
    if (!opened) misses++;
    if (action === 'stop') return stop(reason, detail);
    if (action === 'token') {
      const isFirst = !rejected;
      rejected = usedToken;
      if (isFirst) return void open(reason, detail);
    }
    if (action === 'wait') failures = Math.max(failures, 2);
    retry(reason, detail, retryAfter);
  }

  function retry(reason: Reason, detail?: string, retryAfter = 0) {
    drop();
    const millis = Math.max(retryAfter, jittered(Math.min(backoff.longest, backoff.first * 2 ** failures++)));
    tell('offline', reason, detail, Date.now() + millis);
    pauseTimer = setTimeout(() => void open(reason, detail), millis);
  }

  function close() {
    drop();
    stopped = true;
    clearInterval(ticking);
  }

  function stop(reason: Reason, detail?: string) {
    close();
    tell('stopped', reason, detail);
  }

  function ask() {
    const now = Date.now();
    if (askedAt || !link?.send || now - heardAt < RECENT) return;
    askedAt = now;
    link.send({ type: 'ping' });
    const own = attempt;
    setTimeout(() => own === attempt && askedAt === now && ended(1006, 'The server does not answer'), ANSWERS_WITHIN);
  }

  async function replaceToken() {
    if (replacing) return;
    replacing = true;
    const own = attempt;
    const token = await tokens.get().catch(() => usedToken);
    replacing = false;
    if (own !== attempt || token === usedToken) return;
    usedToken = token;
    if (link?.send) link.send({ type: 'token', token });
    else void open('token-expired');
  }

  function tick() {
    const now = Date.now();
    const slept = now - tickedAt > SLEEP;
    tickedAt = now;
    if (slept) return void open('woke-up');
    if (!link) return;
    const silence = now - heardAt;
    if (!opened && silence > OPENS_WITHIN) ended(1006, 'The session does not begin');
    else if (!link.send && silence > SILENT) ended(1006, 'The stream is silent');
    else if (silence > IDLE) ask();
    if (opened && tokens.expiresSoon()) void replaceToken();
  }

  const ticking = setInterval(tick, TICK);
  void open('starting');
  return {
    check() {
      if (pauseTimer) {
        // while there was no network, no transport could pass
        failures = misses = 0;
        void open('connection-lost');
      } else if (!stopped) ask();
    },
    close,
  };
}
