import { useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { ask } from '../api/http.ts';
import type { Rules } from '../api/types.ts';
import { Fetched } from '../ui/fetched.tsx';
import { OwnerScreen } from '../ui/owner-screen.tsx';
import { useData } from '../ui/use-data.ts';
import { draftOf, isSame, isValid, rulesOfDraft, type Draft } from './draft.ts';
import { Expectations } from './expectations.tsx';
import { keepDraft, keptDraft } from './kept-drafts.ts';
import { loadExpectations } from './stored-expectations.ts';
import { RuleEditor } from './rule-editor.tsx';
import { SaveBar } from './save-bar.tsx';

/** Rules that are tried on viewers before they are stored. */
export function SimulatorScreen() {
  return (
    <OwnerScreen
      title="Privacy simulator"
      label="Rules of"
      lead="Edit the rules and watch what becomes of your expectations. Nothing is stored or sent to others until you save."
    >
      {(access) => <Loaded access={access} />}
    </OwnerScreen>
  );
}

function Loaded({ access }: { access: Access }) {
  const saved = useData(
    async (signal) => {
      const [stored, expectations] = await Promise.all([ask<Rules>(access, 'GET', 'privacy', { signal }), loadExpectations(access.owner, signal)]);
      return { rules: stored.body, tag: stored.tag, expectations };
    },
    [access.owner],
  );
  return (
    <Fetched from={saved}>
      {({ rules, tag, expectations }) => (
        <Workbench key={tag ?? 'none'} access={access} stored={rules} tag={tag} expectations={expectations} onSaved={saved.reload} />
      )}
    </Fetched>
  );
}

function Workbench(props: { access: Access; stored: Rules; tag: string | undefined; expectations: string[]; onSaved: () => void }) {
  const { access, stored } = props;
  const [draft, setDraft] = useState(() => keptDraft(access.owner, stored));
  const change = (next: Draft) => {
    keepDraft(access.owner, stored, next);
    setDraft(next);
  };
  const valid = isValid(draft);
  const rules = rulesOfDraft(draft);
  const changed = !isSame(rules, stored);
  return (
    <div class="stack">
      <div class="workbench">
        <RuleEditor draft={draft} onChange={change} />
        <Expectations access={access} rules={valid ? rules : undefined} initial={props.expectations} />
      </div>
      <SaveBar
        access={access}
        rules={rules}
        stored={stored}
        tag={props.tag}
        changed={changed}
        valid={valid}
        onSaved={props.onSaved}
        onDiscard={() => change(draftOf(stored))}
      />
    </div>
  );
}
