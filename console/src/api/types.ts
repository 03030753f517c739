import type { Picture, Rules } from '@kith/client';

export type { Contact, ExplainedProfile, Rules } from '@kith/client';

export type Scalar = string | number | boolean;

/** What an event changed; which fields there are depends on its type. */
export interface Change {
  mode?: 'patch' | 'merge' | 'replace';
  set?: { name?: string; status?: string; attributes?: Record<string, Scalar>; picture?: Picture };
  removed?: string[];
  rules?: Rules;
  peer?: string;
  peers?: string[];
  automatic?: boolean;
  contact?: boolean;
  subscribed?: boolean;
  announced?: boolean;
  labels?: string[];
  autoSync?: boolean;
  restricted?: boolean;
  lastSeen?: string;
}

export interface HistoryItem {
  position: string;
  time: string;
  type: string;
  actor: string;
  change: Change;
}
