import { DEFAULTS, faults } from '../api/rules.ts';
import type { Rules } from '../api/types.ts';

/** Rules while they are edited: the text of each field, one rule a line; a field without text follows the default. */
export type Draft = Record<string, string>;

const FIELDS = Object.keys(DEFAULTS);

export function draftOf(rules: Rules): Draft {
  return Object.fromEntries(fieldsOf(rules).map((field) => [field, textOf(rules[field])]));
}

/** The fields that can have rules, then the attributes that have some. */
function fieldsOf(rules: Rules): string[] {
  const attributes = Object.keys(rules)
    .filter((field) => !FIELDS.includes(field))
    .sort();
  return FIELDS.flatMap((field) => (field === 'attributes' ? [field, ...attributes] : [field]));
}

function textOf(list: string[] | undefined): string {
  return list === undefined ? '' : list.join('\n') || 'deny everyone';
}

export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
}

export function rulesOfDraft(draft: Draft): Rules {
  const own = Object.entries(draft).map(([field, text]) => [field, lines(text)] as const);
  return Object.fromEntries(own.filter(([, list]) => list.length > 0));
}

export function isValid(draft: Draft): boolean {
  return Object.values(draft).every((text) => faults(lines(text)).every((fault) => fault === undefined));
}

/** The default of a field without own rules. */
export function defaultOf(field: string, draft: Draft): string {
  return field.startsWith('attributes.')
    ? lines(draft.attributes ?? '').join('\n') || 'allow everyone'
    : (DEFAULTS[field] ?? []).join('\n');
}

/** Whether both are the same rules, in whichever order their fields are. */
export function isSame(one: Rules, other: Rules): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(rules: Rules): [string, string[]][] {
  return Object.entries(rules).sort(([field], [next]) => (field < next ? -1 : 1));
}
