import type { Rules } from './types.ts';

/** What an owner stores about a viewer, as far as rules ask for it. */
export interface HalfEdge {
  contact: boolean;
  blocked: boolean;
  labels: string[];
}

export const STRANGER: HalfEdge = { contact: false, blocked: false, labels: [] };

const EVERYONE = ['allow everyone'];

/** The rules of fields without own rules. */
export const DEFAULTS: Rules = {
  name: EVERYONE,
  status: EVERYONE,
  picture: EVERYONE,
  attributes: EVERYONE,
  presence: ['allow contacts'],
  discovery: EVERYONE,
};

const RULE = /^(allow|deny) (everyone|contacts|label:[A-Za-z0-9._-]{1,64}|user:[A-Za-z0-9._@+:-]{1,128})$/;

/** The rules of a field, and whose they are: a list of `attributes.city` replaces that of `attributes`. */
export function rulesOf(rules: Rules, field: string): string[] {
  return rules[field] ?? (field.startsWith('attributes.') ? rulesOf(rules, 'attributes') : (DEFAULTS[field] ?? []));
}

/** The index of the first rule that matches the viewer; -1 if none does, and the field is hidden. */
export function decidingIndex(list: string[], viewer: string, half: HalfEdge): number {
  return list.findIndex((rule) => matches(rule.slice(rule.indexOf(' ') + 1), viewer, half));
}

export function allows(rules: Rules, field: string, viewer: string, half: HalfEdge): boolean {
  const list = rulesOf(rules, field);
  return list[decidingIndex(list, viewer, half)]?.startsWith('allow ') ?? false;
}

function matches(audience: string, viewer: string, half: HalfEdge): boolean {
  if (audience.startsWith('label:')) {
    return half.labels.includes(audience.slice('label:'.length));
  }
  return audience === 'everyone' || (audience === 'contacts' && half.contact) || audience === `user:${viewer}`;
}

/** What is wrong with the rules of one field, line by line; undefined where nothing is. */
export function faults(list: string[]): (string | undefined)[] {
  return list.map((rule, line) => {
    const audience = rule.slice(rule.indexOf(' ') + 1);
    const before = list.slice(0, line);
    if (!RULE.test(rule)) {
      return 'Write allow or deny, then everyone, contacts, label:NAME or user:ADDRESS.';
    }
    if (before.some((earlier) => earlier.endsWith(' everyone'))) {
      return 'A rule after one for everyone never decides.';
    }
    return before.some((earlier) => earlier.endsWith(` ${audience}`)) ? `An earlier rule is already about ${audience}.` : undefined;
  });
}

/** The rules of a field after it was shown to one viewer, or hidden from them; undefined if they are the default. */
export function rulesAfter(rules: Rules, field: string, viewer: string, half: HalfEdge, visible: boolean): string[] | undefined {
  const others = rulesOf(rules, field).filter((rule) => !rule.endsWith(` user:${viewer}`));
  const isSo = allows({ [field]: others }, field, viewer, half) === visible;
  const list = isSo ? others : [`${visible ? 'allow' : 'deny'} user:${viewer}`, ...others];
  return list.join() === rulesOf({}, field).join() ? undefined : list;
}
