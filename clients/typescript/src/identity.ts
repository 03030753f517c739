import type { State } from './model.js';
import type { Source } from './store.js';
import { jittered, pause } from './time.js';
import { SignedOut, type Tokens } from './tokens.js';

const LONGEST = 20_000;

/** The subject of the first token, asked for until there is one; undefined if it cannot be read, or the user is signed out. */
export async function identify(tokens: Tokens, state: Source<State>, isClosed: () => boolean): Promise<string | undefined> {
  for (let millis = 500; !isClosed(); millis = Math.min(millis * 2, LONGEST)) {
    try {
      await tokens.get();
      return tokens.subject();
    } catch (failure) {
      if (failure instanceof SignedOut) return undefined;
      state.set({ phase: 'offline', since: Date.now(), reason: 'token-unavailable', stale: true });
      await pause(jittered(millis));
    }
  }
  return undefined;
}
