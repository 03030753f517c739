import type { Change, HistoryItem, Rules, Scalar } from './types.ts';

/**
 * One event of an owner as a sentence without its subject: `sets status to “back”`.
 *
 * @param rulesBefore the rules that a change of rules replaced, if they are known
 */
export function describe(event: HistoryItem, rulesBefore?: Rules): string {
  const { change } = event;
  const peer = change.peer ?? '';
  switch (event.type) {
    case 'ProfileChanged':
      return fields(change) || 'writes the profile as it was';
    case 'PictureChanged':
      return change.set?.picture ? 'sets a new picture' : 'removes the picture';
    case 'PrivacyChanged':
      return rules(change.rules ?? {}, rulesBefore ?? {});
    case 'ProfileDeleted':
      return 'deletes the profile';
    case 'SettingsChanged':
      return 'changes settings';
    case 'ContactChanged':
      return contact(change, peer);
    case 'ContactsSynced':
      return `syncs ${count(change.peers?.length ?? 0, 'contact')}`;
    case 'ContactBlocked':
      return `blocks ${peer}`;
    case 'ContactUnblocked':
      return `unblocks ${peer}`;
    case 'ContactPaired':
      return `is paired with ${peer}`;
    case 'ContactUnpaired':
      return `is no longer paired with ${peer}`;
    default:
      return event.type;
  }
}

function fields(change: Change): string {
  const { name, status, attributes } = change.set ?? {};
  const values: Record<string, Scalar | undefined> = { name, status, ...attributes };
  const set = Object.entries(values)
    .filter((entry): entry is [string, Scalar] => entry[1] !== undefined)
    .map(([field, value]) => `${field} to ${quoted(value)}`);
  const removed = (change.removed ?? []).map((field) => field.replace(/^attributes\./, ''));
  return [set.length ? `sets ${set.join(', ')}` : '', removed.length ? `removes ${removed.join(', ')}` : ''].filter(Boolean).join('; ');
}

function rules(after: Rules, before: Rules): string {
  const changed = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter(
    (field) => after[field]?.join() !== before[field]?.join(),
  );
  const parts = changed.map(
    (field) => `${field.replace('attributes.', '')}: ${after[field] ? after[field].join(', ') || 'nobody' : 'the default'}`,
  );
  return parts.length ? `sets rules for ${parts.join('; ')}` : 'sets the same rules again';
}

/** The rules before an event, from its owner's events, newest first. */
export function rulesBefore(events: HistoryItem[], position: string): Rules | undefined {
  const earlier = events.slice(events.findIndex((event) => event.position === position) + 1);
  return earlier.find((event) => event.type === 'PrivacyChanged')?.change.rules;
}

function contact(change: Change, peer: string): string {
  const parts = [
    told(change.contact, `adds ${peer} as contact`, `removes ${peer} from contacts`),
    told(change.subscribed, `follows ${peer}`, `stops following ${peer}`),
    told(change.announced, `announces changes to ${peer}`, ''),
    change.labels?.length ? `labels ${peer} as ${change.labels.map(quoted).join(', ')}` : '',
  ].filter(Boolean);
  return parts.join(', ') || (change.labels ? `removes the labels of ${peer}` : `clears what is stored about ${peer}`);
}

function told(choice: boolean | undefined, yes: string, no: string): string {
  return choice === undefined ? '' : choice ? yes : no;
}

export function quoted(value: Scalar): string {
  return typeof value === 'string' ? `“${value}”` : String(value);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
