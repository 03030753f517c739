/** Returns a token of the user; null if the user has signed out. */
export type TokenCallback = () => Promise<string | null> | string | null;

/** The callback has returned no token: no user is signed in. */
export class SignedOut extends Error {}

/** The user's token: asked for once at a time, and again before it expires. */
export interface Tokens {
  /** A token that is not known to be expired, and not the one that the server has just rejected. */
  get(rejected?: string): Promise<string>;
  /** Whether it is time to replace the present token. */
  expiresSoon(): boolean;
  /** The subject of the present token, if it can be read. */
  subject(): string | undefined;
}

interface Claims {
  sub?: string;
  exp?: number;
}

const EARLY_MILLIS = 60_000;

export function createTokens(callback: TokenCallback): Tokens {
  let text: string | undefined;
  let claims: Claims = {};
  let refreshAt = Infinity;
  let expiresAt = Infinity;
  let flight: Promise<string> | undefined;

  const ask = async (rejected?: string) => {
    const fresh = await (async () => callback())().catch((failure) => {
      // the present one is good for a little longer
      if (text && text !== rejected && Date.now() < expiresAt) return text;
      throw failure;
    });
    if (!fresh) throw new SignedOut('The token callback has returned no token');
    text = fresh;
    claims = claimsOf(fresh);
    const now = Date.now();
    expiresAt = (claims.exp ?? Infinity) * 1000;
    const left = expiresAt - now;
    // a fifth of a short life; a token that looks expired is used once: this clock may be wrong
    refreshAt = left > 0 ? now + left - Math.min(EARLY_MILLIS, left / 5) : Infinity;
    return fresh;
  };
  const expiresSoon = () => Date.now() >= refreshAt;
  return {
    expiresSoon,
    subject: () => claims.sub,
    get: async (rejected) =>
      text && text !== rejected && !expiresSoon()
        ? text
        : (flight ??= ask(rejected).finally(() => {
            flight = undefined;
          })),
  };
}

function claimsOf(token: string): Claims {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return {};
  }
}
