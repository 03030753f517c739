import { allows, STRANGER, type HalfEdge } from '../api/rules.ts';
import type { Change, HistoryItem, Rules, Scalar } from '../api/types.ts';

/** What a viewer sees of an owner: by field, such as `attributes.city`; empty if the viewer gets 404. */
export type Seen = Record<string, Scalar>;

/** One event, and what the viewer saw before and after it. */
export interface Step {
  event: HistoryItem;
  before: Seen;
  after: Seen;
}

interface State {
  exists: boolean;
  fields: Seen;
  rules: Rules;
  half: HalfEdge;
  /** Undefined until the owner decided. */
  subscribed: boolean | undefined;
}

const NONE: State = { exists: false, fields: {}, rules: {}, half: STRANGER, subscribed: undefined };

/**
 * An owner's events replayed for one viewer, newest first like the events. All that decides a view is in the owner's own events: profile,
 * rules, and what the owner stores about the viewer.
 */
export function replay(events: HistoryItem[], viewer: string, owner: string): Step[] {
  let state = NONE;
  return events
    .toReversed()
    .map((event) => {
      const before = seen(state, viewer, owner);
      state = apply(state, event, viewer);
      return { event, before, after: seen(state, viewer, owner) };
    })
    .reverse();
}

function seen({ exists, fields, rules, half }: State, viewer: string, owner: string): Seen {
  if (viewer === owner) {
    return fields;
  }
  if (!exists || half.blocked) {
    return {};
  }
  return Object.fromEntries(Object.entries(fields).filter(([field]) => allows(rules, field, viewer, half)));
}

function apply(state: State, { type, change }: HistoryItem, viewer: string): State {
  switch (type) {
    case 'ProfileChanged':
      return { ...state, exists: true, fields: changed(change.mode === 'replace' ? pictureOnly(state.fields) : state.fields, change) };
    case 'PictureChanged':
      return { ...state, fields: changed(state.fields, change) };
    case 'PrivacyChanged':
      return { ...state, rules: change.rules ?? {} };
    case 'ProfileDeleted':
      return { ...state, exists: false, fields: {} };
    case 'ContactsSynced':
      return change.peers?.includes(viewer) ? synced(state, change) : state;
    default:
      return change.peer === viewer ? { ...state, ...related(state, type, change) } : state;
  }
}

function changed(fields: Seen, { set = {}, removed = [] }: Change): Seen {
  const kept = Object.entries(fields).filter(([field]) => !removed.includes(field));
  const attributes = Object.entries(set.attributes ?? {}).map(([key, value]) => [`attributes.${key}`, value] as const);
  return {
    ...Object.fromEntries(kept),
    ...(set.name === undefined ? {} : { name: set.name }),
    ...(set.status === undefined ? {} : { status: set.status }),
    ...(set.picture ? { picture: set.picture.sha256 } : {}),
    ...Object.fromEntries(attributes),
  };
}

function pictureOnly(fields: Seen): Seen {
  return fields.picture === undefined ? {} : { picture: fields.picture };
}

function related({ half, subscribed }: State, type: string, change: Change): Partial<State> {
  switch (type) {
    case 'ContactChanged':
      return {
        half: { ...half, contact: change.contact ?? half.contact, labels: change.labels ?? half.labels },
        subscribed: change.subscribed ?? subscribed,
      };
    case 'ContactBlocked':
      return { half: { ...half, blocked: true } };
    case 'ContactUnblocked':
      return { half: { ...half, blocked: false } };
    default:
      return {};
  }
}

/** An automatic sync changes nothing once the owner has decided whether to follow the peer. */
function synced(state: State, change: Change): State {
  if (change.automatic && state.subscribed !== undefined) {
    return state;
  }
  const labels = [...new Set([...state.half.labels, ...(change.labels ?? [])])];
  return {
    ...state,
    half: { ...state.half, contact: change.contact ?? state.half.contact, labels },
    subscribed: change.subscribed ?? state.subscribed,
  };
}
