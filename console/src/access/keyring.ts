import { computed, signal } from '@preact/signals';
import { claimsOf } from './token.ts';
import { isLocal, localToken } from './local.ts';

/** The right to act for one owner: a token, and how the owner is named in paths. */
export interface Access {
  owner: string;
  /** `me`, or the owner's address if the token is of a backend. */
  segment: string;
  /** A token; `fresh` if the last one was refused or is about to expire. Null once there is none. */
  token(fresh?: boolean): Promise<string | null>;
}

interface Keys {
  /** Signed in with a click: the launcher hands out a token for each user. */
  local: boolean;
  pasted: string[];
}

const STORED = 'kith.keys';

/** The tokens of this tab; they end with it. */
const keys = signal<Keys>(stored());

export const signedIn = computed(() => keys.value.local || valid().length > 0);
export const isLocalSession = computed(() => keys.value.local);
export const pastedClaims = computed(() => valid().map((token) => claimsOf(token)!));

/** The users who are signed in by name; on a local stack everybody is. */
export const ownSubjects = computed(() => pastedClaims.value.filter((claims) => !claims.backend).map((claims) => claims.subject));
export const actsForAll = computed(() => keys.value.local || pastedClaims.value.some((claims) => claims.backend));

export function signInLocally() {
  keep({ ...keys.value, local: true });
}

/** Adds a token; returns why it cannot be used, if it cannot. */
export function addToken(text: string): string | undefined {
  const token = text.trim().replace(/^bearer\s+/i, '');
  const claims = claimsOf(token);
  if (!claims) {
    return 'This is not a token. Paste the three parts of a JWT, separated by dots.';
  }
  if (claims.expires <= Date.now()) {
    return 'This token has expired. Ask your identity provider for a new one.';
  }
  keep({ ...keys.value, pasted: [...keys.value.pasted.filter((other) => claimsOf(other)?.subject !== claims.subject), token] });
  return undefined;
}

export function signOut() {
  keep({ local: false, pasted: [] });
}

/** The access to an owner's data, if a token of this tab gives it. */
export function accessTo(owner: string): Access | undefined {
  if (keys.value.local) {
    return { owner, segment: 'me', token: (fresh) => localToken(owner, fresh) };
  }
  const own = valid().find((token) => claimsOf(token)!.subject === owner);
  if (own) {
    return { owner, segment: 'me', token: async () => unlessExpired(own) };
  }
  const backend = valid().find((token) => claimsOf(token)!.backend);
  return backend ? { owner, segment: owner, token: async () => unlessExpired(backend) } : undefined;
}

/** Forgets the click of an earlier run once the door says that it is no local stack. */
export function checkLocal() {
  if (keys.value.local && isLocal.value === false) {
    keep({ ...keys.value, local: false });
  }
}

function valid(): string[] {
  return keys.value.pasted.filter((token) => unlessExpired(token));
}

function unlessExpired(token: string): string | null {
  return (claimsOf(token)?.expires ?? 0) > Date.now() ? token : null;
}

function keep(next: Keys) {
  keys.value = next;
  sessionStorage.setItem(STORED, JSON.stringify(next));
}

function stored(): Keys {
  try {
    const found = JSON.parse(sessionStorage.getItem(STORED) ?? '');
    return { local: found.local === true, pasted: found.pasted ?? [] };
  } catch {
    return { local: false, pasted: [] };
  }
}
