import type { Send } from './http.js';
import type { components } from './generated/api.js';
import type { ExplainedProfile, Rules } from './model.js';
import { isProblem } from './problem.js';

/** The rules of one field, in order; the first that matches a viewer decides, and without a match the field is hidden. */
export interface FieldRules {
  readonly allow: Audience;
  readonly deny: Audience;
  /** Removes all rules of the field. */
  clear(): FieldRules;
  list(): readonly string[];
}

/** Appends a rule for an audience. */
export interface Audience {
  everyone(): FieldRules;
  contacts(): FieldRules;
  label(name: string): FieldRules;
  user(address: string): FieldRules;
}

/** The user's privacy rules while they are changed. */
export interface PrivacyEditor {
  /** The rules as they would be saved. */
  rules(): Rules;
  field(name: string): FieldRules;
  /** Lets the field follow the default again. */
  reset(name: string): void;
  /** What viewers would see with these rules, and which rule decides each field. */
  preview(viewer: string): Promise<ExplainedProfile>;
  preview(viewers: readonly string[]): Promise<ExplainedProfile[]>;
  /** Fails with `version-conflict` if the rules were changed elsewhere since they were read. */
  save(): Promise<Rules>;
}

/** @param path of the rules */
export async function editPrivacy(send: Send, path: string, saved: () => void): Promise<PrivacyEditor> {
  let known = await send<Rules>('GET', path);
  const rules = new Map(Object.entries(known.body).map(([field, list]) => [field, [...list]]));

  const preview = async (as: readonly string[]) => {
    const { body } = await send<components['schemas']['Previews']>('POST', `${path}:preview`, { body: { rules: read(), as } });
    const views = new Map(body.items.map(({ as: viewer, view }) => [viewer, view]));
    return as.map((viewer) => views.get(viewer));
  };
  const read = () => Object.fromEntries(rules) as Rules;
  const put = () => {
    const headers: Record<string, string> = known.etag ? { 'If-Match': known.etag } : {};
    return send<Rules>('PUT', path, { body: read(), headers });
  };
  /** Rules and profile have one version: a conflict is one only if the rules are others than were read. */
  const putAgain = async (problem: unknown) => {
    if (!isProblem(problem) || problem.type !== 'version-conflict') throw problem;
    const now = await send<Rules>('GET', path);
    if (!areSame(now.body, known.body)) throw problem;
    known = now;
    return put();
  };
  return {
    rules: read,
    field: (name) => fieldRules(rules, name),
    reset: (name) => void rules.delete(name),
    preview: (async (viewers: string | readonly string[]) =>
      typeof viewers === 'string' ? (await preview([viewers]))[0] : preview(viewers)) as PrivacyEditor['preview'],
    async save() {
      known = await put().catch(putAgain);
      saved();
      return known.body;
    },
  };
}

function areSame(one: Rules, other: Rules) {
  const sorted = (rules: Rules) => JSON.stringify(Object.entries(rules).sort());
  return sorted(one) === sorted(other);
}

const MOST = 100;

function fieldRules(rules: Map<string, string[]>, name: string): FieldRules {
  const list = () => rules.get(name) ?? [];
  const add = (verb: string, audience: string) => {
    check(list(), audience);
    rules.set(name, [...list(), `${verb} ${audience}`]);
    return self;
  };
  const audience = (verb: string): Audience => ({
    everyone: () => add(verb, 'everyone'),
    contacts: () => add(verb, 'contacts'),
    label: (label) => add(verb, `label:${label}`),
    user: (address) => add(verb, `user:${address}`),
  });
  const self: FieldRules = {
    allow: audience('allow'),
    deny: audience('deny'),
    list,
    clear() {
      rules.set(name, []);
      return self;
    },
  };
  return self;
}

/** The server refuses rules that can never match. */
function check(rules: readonly string[], audience: string) {
  const audiences = rules.map((rule) => rule.split(' ')[1]);
  if (audiences.includes('everyone')) throw new RangeError('No rule can follow one for everyone');
  if (audiences.includes(audience)) throw new RangeError(`There is a rule for ${audience} already`);
  if (rules.length >= MOST) throw new RangeError(`A field has at most ${MOST} rules`);
}
