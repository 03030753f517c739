import type { State } from '@kith/client';

const REASONS: Partial<Record<NonNullable<State['reason']>, string>> = {
  'server-restarting': 'The server restarts; the client connects again.',
  'server-busy': 'The server is busy; the client tries again in a moment.',
  'token-unavailable': 'No token could be had; the client tries again.',
  'signed-out': 'The token has expired. Sign in with a new one.',
  forbidden: 'The token is of another user.',
  'bad-address': 'There can be no user with this address.',
};

/** Why a connection is not live, if a person can make use of it. */
export function connectionText({ phase, reason }: State): string | undefined {
  return phase === 'live' || !reason ? undefined : REASONS[reason];
}
