import type { Access } from '../access/keyring.ts';
import { ask } from '../api/http.ts';
import { existing } from '../api/existing.ts';
import { pictureLink } from '../api/picture-link.ts';
import { Problem } from '../api/problem.ts';
import { rulesOf } from '../api/rules.ts';
import type { ExplainedProfile, Rules } from '../api/types.ts';
import { presenceText } from '../ui/time.ts';

export interface Inspection {
  rules: Rules;
  views: ExplainedProfile[];
  /** The viewers who have a profile themselves, if that is known. */
  profiled: string[] | undefined;
  /** URL of the picture, if a viewer sees it. */
  picture: string | undefined;
}

/** How one rule of a list took part in a decision. */
export type Part = 'no match' | 'decided' | 'not reached';

export interface Reason {
  /** A sentence where no rule decided. */
  sentence?: string;
  rules: { text: string; part: Part }[];
}

/** What each viewer sees of the owner; undefined if the owner has no profile. */
export async function inspect(access: Access, viewers: string[], signal: AbortSignal): Promise<Inspection | undefined> {
  try {
    const [profiled, rules, ...views] = await Promise.all([
      existing(viewers, signal),
      ask<Rules>(access, 'GET', 'privacy', { signal }),
      ...viewers.map((viewer) => ask<ExplainedProfile>(access, 'GET', `profile?as=${encodeURIComponent(viewer)}`, { signal })),
    ]);
    const isPictured = views.some((view) => view.body.picture);
    return {
      rules: rules.body,
      views: views.map((view) => view.body),
      profiled,
      picture: isPictured ? await pictureLink(access, signal) : undefined,
    };
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) {
      return undefined;
    }
    throw failure;
  }
}

/** The fields that were decided about, in the order in which people read a profile. */
export function fieldsOf(view: ExplainedProfile): string[] {
  const rank = (field: string) => ['name', 'status', 'picture', 'attributes', 'presence', 'discovery'].indexOf(field.split('.')[0]!);
  return Object.keys(view.decidedBy).sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}

/** The rules of a field with the one that decided, and those that did not. */
export function reason(rules: Rules, field: string, decidedBy: string, viewer: string): Reason {
  const list = rulesOf(rules, field);
  if (decidedBy === 'owner') {
    return { sentence: `${viewer} is the owner`, rules: [] };
  }
  if (decidedBy === 'blocked') {
    return { sentence: `${viewer} is blocked: no rule is asked`, rules: list.map((text) => ({ text, part: 'not reached' })) };
  }
  if (decidedBy === 'no rule') {
    return { sentence: 'No rule matches: hidden', rules: list.map((text) => ({ text, part: 'no match' })) };
  }
  const deciding = list.indexOf(decidedBy);
  return {
    rules: list.map((text, index) => ({ text, part: index < deciding ? 'no match' : index === deciding ? 'decided' : 'not reached' })),
  };
}

/** The value that a viewer sees; undefined if the field is hidden or not set. */
export function valueOf(view: ExplainedProfile, field: string): string | undefined {
  if (field.startsWith('attributes.')) {
    const value = view.attributes?.[field.slice('attributes.'.length)];
    return value === undefined ? undefined : String(value);
  }
  switch (field) {
    case 'picture':
      return view.picture ? `${view.picture.width} × ${view.picture.height} ${view.picture.mediaType}` : undefined;
    case 'presence':
      return view.presence && presenceText(view.presence);
    case 'discovery':
      return undefined;
    default:
      return view[field as 'name' | 'status'];
  }
}

/** Whether the decision about a field shows it. */
export function isAllowed(decidedBy: string): boolean {
  return decidedBy === 'owner' || decidedBy.startsWith('allow ');
}

/** Whether the viewer gets 404, as if the owner did not exist. */
export function seesNothing(view: ExplainedProfile): boolean {
  return !view.name && !view.status && !view.picture && !view.position && Object.keys(view.attributes ?? {}).length === 0;
}
