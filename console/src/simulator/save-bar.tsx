import { useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { ask } from '../api/http.ts';
import { Problem } from '../api/problem.ts';
import type { Rules } from '../api/types.ts';
import { Failure } from '../ui/parts.tsx';
import { isSame } from './draft.ts';

const CONFLICT = 412;

interface Props {
  access: Access;
  rules: Rules;
  stored: Rules;
  tag: string | undefined;
  changed: boolean;
  valid: boolean;
  onSaved(): void;
  onDiscard(): void;
}

/** Stores the rules, unless they were changed elsewhere meanwhile. */
export function SaveBar({ access, rules, stored, tag, changed, valid, onSaved, onDiscard }: Props) {
  const [failure, setFailure] = useState<unknown>();
  const save = async () => {
    await store(access, rules, stored, tag).then(() => (setFailure(undefined), onSaved()), setFailure);
  };
  const discard = () => {
    setFailure(undefined);
    onDiscard();
    onSaved();
  };
  return (
    <div class="card save-bar" data-changed={changed}>
      <p class="muted" role="status">
        {changed ? 'Not saved yet. The stored rules are still in force.' : 'These are the stored rules.'}
      </p>
      {failure !== undefined && <Failure failure={failure} />}
      <div class="row">
        <button type="button" class="button quiet" disabled={!changed} onClick={discard}>
          Discard
        </button>
        <button type="button" class="button primary" disabled={!changed || !valid} onClick={save}>
          Save the rules
        </button>
      </div>
    </div>
  );
}

/** The profile has the same version as its rules, so a conflict counts only if the rules are others. */
async function store(access: Access, rules: Rules, stored: Rules, tag: string | undefined): Promise<void> {
  try {
    await ask<Rules>(access, 'PUT', 'privacy', { body: rules, headers: tag ? { 'If-Match': tag } : {} });
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== CONFLICT) {
      throw failure;
    }
    const now = await ask<Rules>(access, 'GET', 'privacy');
    if (now.tag === tag || !isSame(now.body, stored)) {
      throw new Error('The rules were changed elsewhere since you opened them. Discard your changes to see them.');
    }
    await store(access, rules, stored, now.tag);
  }
}
