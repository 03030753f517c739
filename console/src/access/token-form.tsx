import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { addToken } from './keyring.ts';

/** The field for a token, with what is wrong with it; `children` are further buttons. */
export function TokenForm({ onAdded, children }: { onAdded?: () => void; children?: ComponentChildren }) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    const refused = addToken(text);
    setRefusal(refused);
    if (!refused) {
      setText('');
      onAdded?.();
    }
  };
  return (
    <form class="stack" onSubmit={submit}>
      <label class="field">
        <span>Token</span>
        <textarea
          class="input mono"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          required
          value={text}
          aria-invalid={refusal !== undefined}
          aria-describedby={`${id}-refusal`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p id={`${id}-refusal`} class="refusal" role="alert">
        {refusal}
      </p>
      <div class="row">
        <button type="submit" class="button">
          Use this token
        </button>
        {children}
      </div>
    </form>
  );
}
