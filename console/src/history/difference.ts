import { quoted } from '../api/describe.ts';
import type { ExplainedProfile } from '../api/types.ts';
import type { Seen } from './fold.ts';

/** One line of what an event changed for a viewer. */
export interface Line {
  kind: 'appears' | 'changes' | 'vanishes';
  text: string;
}

/** What the viewer sees after an event that they did not see before, and the reverse. */
export function difference(before: Seen, after: Seen): Line[] {
  if (Object.keys(after).length === 0 && Object.keys(before).length > 0) {
    return [{ kind: 'vanishes', text: 'sees nothing any more: gets 404' }];
  }
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => line(field, before[field], after[field]) ?? []);
}

function line(field: string, before: Seen[string] | undefined, after: Seen[string] | undefined): Line | undefined {
  const label = field.replace('attributes.', '');
  const text = (value: Seen[string]) => (field === 'picture' ? 'a picture' : quoted(value));
  if (before === after) {
    return undefined;
  }
  if (before === undefined) {
    return { kind: 'appears', text: `${label}: now sees ${text(after!)}` };
  }
  if (after === undefined) {
    return { kind: 'vanishes', text: `${label}: no longer sees ${text(before)}` };
  }
  return { kind: 'changes', text: `${label}: ${text(before)} → ${text(after)}` };
}

/** The fields of a view as the server gives it, to compare it with what was replayed. */
export function seenOf(view: ExplainedProfile | undefined): Seen {
  const { name, status, picture, attributes = {} } = view ?? {};
  const fields = Object.entries(attributes).map(([key, value]) => [`attributes.${key}`, value] as const);
  return {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(picture ? { picture: picture.sha256 } : {}),
    ...Object.fromEntries(fields),
  };
}
