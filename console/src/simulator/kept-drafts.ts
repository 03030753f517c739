import type { Rules } from '../api/types.ts';
import { draftOf, isSame, type Draft } from './draft.ts';

/** Rules that were edited and not saved, by owner; they stay while other screens are shown. */
const drafts = new Map<string, { draft: Draft; stored: Rules }>();

/** The draft that was left, unless other rules were stored since; else the stored rules. */
export function keptDraft(owner: string, stored: Rules): Draft {
  const kept = drafts.get(owner);
  return kept && isSame(kept.stored, stored) ? kept.draft : draftOf(stored);
}

export function keepDraft(owner: string, stored: Rules, draft: Draft) {
  drafts.set(owner, { draft, stored });
}
