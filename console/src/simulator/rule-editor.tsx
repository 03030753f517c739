import { useId, useState } from 'preact/hooks';
import { faults } from '../api/rules.ts';
import { defaultOf, lines, type Draft } from './draft.ts';

const HINTS: Record<string, string> = {
  attributes: 'all attributes without rules of their own',
  discovery: 'who may find the user by search or suggestion',
};

/** The rules of each field, one a line; the first that matches a viewer decides. */
export function RuleEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  return (
    <section class="card" aria-label="Rules">
      <div class="card-head">
        <h2>Rules</h2>
        <p class="muted small-text rule-syntax">
          Each rule: <code>allow</code> or <code>deny</code>, then <code>everyone</code>, <code>contacts</code>, <code>label:NAME</code> or{' '}
          <code>user:ADDRESS</code>. One a line; the first that matches decides, without a match the field is hidden.
        </p>
      </div>
      <div class="card-body stack">
        {Object.keys(draft).map((field) => (
          <FieldRules key={field} field={field} draft={draft} onChange={(text) => onChange({ ...draft, [field]: text })} />
        ))}
        <AddAttribute onAdd={(attribute) => onChange(withAttribute(draft, attribute))} />
      </div>
    </section>
  );
}

function FieldRules({ field, draft, onChange }: { field: string; draft: Draft; onChange: (text: string) => void }) {
  const text = draft[field]!;
  const wrong = faults(lines(text)).flatMap((fault, line) => (fault ? [{ rule: lines(text)[line]!, fault }] : []));
  const id = useId();
  return (
    <div class="stack rule-field">
      <label class="field">
        <span>
          {field.replace('attributes.', '')} {HINTS[field] && <em>{HINTS[field]}</em>}
        </span>
        <textarea
          class="input mono"
          rows={Math.max(1, text.split('\n').length)}
          spellcheck={false}
          value={text}
          placeholder={`${defaultOf(field, draft)} (default)`}
          aria-invalid={wrong.length > 0}
          aria-describedby={id}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <ul id={id} class="refusal" role="alert">
        {wrong.map(({ rule, fault }) => (
          <li key={rule}>
            <code>{rule}</code>: {fault}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddAttribute({ onAdd }: { onAdd: (attribute: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onAdd(name);
    setName('');
  };
  return (
    <form class="row add-row" onSubmit={submit}>
      <input
        class="input"
        aria-label="Attribute that gets rules of its own"
        placeholder="attribute, such as city"
        pattern="[A-Za-z0-9._\-]{1,64}"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="button" disabled={!name}>
        Add rules
      </button>
    </form>
  );
}

/** The new field comes after the other attributes, so that its neighbours keep their places. */
function withAttribute(draft: Draft, attribute: string): Draft {
  const field = `attributes.${attribute}`;
  const entries = Object.entries(draft);
  const place = entries.findLastIndex(([known]) => known.startsWith('attributes')) + 1;
  return field in draft ? draft : Object.fromEntries(entries.toSpliced(place, 0, [field, '']));
}
