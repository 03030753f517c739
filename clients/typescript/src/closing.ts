import type { Reason } from './model.js';

/** What is to be done when a session has ended: open the next one, wait before that, get a new token first, or give up. */
export interface Closing {
  reason: Reason;
  action: 'reopen' | 'wait' | 'token' | 'stop';
}

const closings: Record<number, [Reason, Closing['action']]> = {
  1008: ['server-busy', 'wait'], // too many messages
  1011: ['server-failed', 'wait'],
  1012: ['server-restarting', 'reopen'],
  1013: ['server-busy', 'wait'], // the client is too slow, or the service is not ready
  4400: ['bad-address', 'stop'],
  4401: ['token-expired', 'token'],
  4403: ['forbidden', 'stop'],
  4404: ['bad-address', 'stop'], // an event stream's
  4408: ['no-answer', 'reopen'],
  4429: ['server-busy', 'wait'], // too many sessions
};

/** What a close code means for the client. */
export function closing(code: number): Closing {
  const [reason, action] = closings[code] ?? ['connection-lost', 'reopen'];
  return { reason, action };
}
