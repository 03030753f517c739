import { signal } from '@preact/signals';
import { claimsOf } from './token.ts';

/** Whether the door belongs to a local stack; undefined until it has answered. */
export const isLocal = signal<boolean | undefined>(undefined);

const tokens = new Map<string, Promise<string>>();
const EARLY_MS = 60_000;

/** Asks the door whether it belongs to a local stack; every other door answers 404. */
export async function askWhetherLocal(): Promise<void> {
  try {
    const answer = await fetch('/local', { headers: { Accept: 'application/json' } });
    isLocal.value = answer.ok;
  } catch {
    isLocal.value = false;
  }
}

/** A token of this user, from the launcher; asked for again shortly before it expires. */
export async function localToken(user: string, fresh = false): Promise<string> {
  const known = fresh ? undefined : tokens.get(user);
  if (known) {
    const token = await known;
    if ((claimsOf(token)?.expires ?? 0) > Date.now() + EARLY_MS) {
      return token;
    }
  }
  const asked = ask(user);
  tokens.set(user, asked);
  asked.catch(() => tokens.delete(user));
  return asked;
}

async function ask(user: string): Promise<string> {
  const answer = await fetch('/local/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  if (!answer.ok) {
    throw new Error(`The launcher gave no token for ${user} (status ${answer.status}).`);
  }
  return (await answer.json()).token;
}
