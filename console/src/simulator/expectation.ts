import { isAllowed, seesNothing } from '../inspector/inspection.ts';
import type { ExplainedProfile } from '../api/types.ts';

/** What is expected of a viewer: a field is visible or not; without a field: nothing at all. */
export interface Expectation {
  viewer: string;
  field: string | undefined;
  visible: boolean;
}

export interface Verdict {
  holds: boolean;
  /** Why, in a few words. */
  because: string;
}

const SENTENCE = /^(\S+)\s+(sees|does not see|doesn't see|doesn’t see)\s+(?:the\s+|my\s+)?(\S+)$/i;
const FIELDS = new Set(['name', 'status', 'picture', 'presence', 'discovery']);
const ADDRESS = /^[A-Za-z0-9._@+:-]{1,128}$/;

/** Reads `bob sees status`, `carol does not see city`, `a-stranger sees nothing`; undefined for any other text. */
export function parse(text: string): Expectation | undefined {
  const [, viewer = '', verb = '', what = ''] = SENTENCE.exec(text.trim()) ?? [];
  if (!ADDRESS.test(viewer)) {
    return undefined;
  }
  const visible = verb.toLowerCase() === 'sees';
  if (what === 'nothing') {
    return visible ? { viewer, field: undefined, visible: false } : undefined;
  }
  const field = FIELDS.has(what) || what.startsWith('attributes.') ? what : `attributes.${what}`;
  return { viewer, field, visible };
}

export function format({ viewer, field, visible }: Expectation): string {
  return `${viewer} ${visible ? 'sees' : field ? 'does not see' : 'sees'} ${field?.replace('attributes.', '') ?? 'nothing'}`;
}

/** Whether the expectation holds in the viewer's view. */
export function judge({ viewer, field, visible }: Expectation, view: ExplainedProfile): Verdict {
  if (field === undefined) {
    const shown = Object.keys(view.decidedBy).filter((key) => key !== 'discovery' && isAllowed(view.decidedBy[key]!));
    return { holds: seesNothing(view), because: shown.length ? `sees ${shown.join(', ').replaceAll('attributes.', '')}` : 'gets 404' };
  }
  const decidedBy = view.decidedBy[field];
  if (decidedBy === undefined) {
    return { holds: !visible, because: `the profile has no ${field.replace('attributes.', '')}` };
  }
  return { holds: isAllowed(decidedBy) === visible, because: explained(decidedBy, viewer) };
}

function explained(decidedBy: string, viewer: string): string {
  switch (decidedBy) {
    case 'blocked':
      return `${viewer} is blocked`;
    case 'no rule':
      return 'no rule matches, so it is hidden';
    case 'owner':
      return `${viewer} is the owner`;
    default:
      return decidedBy;
  }
}
