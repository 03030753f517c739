import { useRef } from 'preact/hooks';
import { icons } from '../ui/icons.tsx';
import { TokenForm } from './token-form.tsx';

/** A dialogue for one more token, such as that of the second phone. */
export function AddToken() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" class="button small" onClick={() => dialog.current?.showModal()}>
        {icons.plus} Add a token
      </button>
      <dialog ref={dialog} class="card" aria-labelledby="add-token-title">
        <div class="card-body stack">
          <h2 id="add-token-title">Add a token</h2>
          <p class="muted">With the tokens of two users you can use both phones. It replaces an earlier token of the same user.</p>
          <TokenForm onAdded={() => dialog.current?.close()}>
            <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
          </TokenForm>
        </div>
      </dialog>
    </>
  );
}
