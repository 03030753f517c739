import { useEffect, useId, useState } from 'preact/hooks';
import { people } from './people.ts';

const ADDRESS = /^(?!group:)[A-Za-z0-9._@+:-]{1,128}$/;

/** A field for an address; it takes effect on Enter, on leaving the field, or on a choice from the list. */
export function PersonInput(props: {
  label: string;
  value: string;
  /** Why an address that is well formed is not taken. */
  refusal?: (address: string) => string | undefined;
  onChange: (address: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const refusalOf = (address: string) =>
    ADDRESS.test(address) ? props.refusal?.(address) : 'An address is 1 to 128 letters, digits and . _ @ + : - and does not begin with group:';
  const refusal = refusalOf(text);
  const commit = (address: string) => {
    if (!refusalOf(address) && address !== props.value) {
      props.onChange(address);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    commit(text);
  };
  return (
    <form class="person-input" onSubmit={submit}>
      <label class="field">
        <span>{props.label}</span>
        <input
          class="input"
          list="people"
          value={text}
          spellcheck={false}
          autocapitalize="none"
          autocomplete="off"
          aria-invalid={refusal !== undefined}
          aria-describedby={id}
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (people.value.includes(event.currentTarget.value)) {
              commit(event.currentTarget.value);
            }
          }}
          onBlur={() => (refusal ? setText(props.value) : commit(text))}
        />
      </label>
      <p id={id} class="refusal" role="alert">
        {refusal}
      </p>
    </form>
  );
}

/** The suggestions of all these fields. */
export function PeopleList() {
  return (
    <datalist id="people">
      {people.value.map((address) => (
        <option key={address} value={address} />
      ))}
    </datalist>
  );
}
