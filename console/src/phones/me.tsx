import { useStore } from '@kith/client/react';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { EntryAvatar } from '../kith/entry-avatar.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { icons } from '../ui/icons.tsx';
import { removePicture, setPicture, setStatus } from './actions.ts';
import type { CardProps } from './phone-card.tsx';

const MOODS = ['at lunch', 'back', 'on a train'];

/** The user's own profile, with a field for a new status. */
export function Me({ phone, onAction }: Pick<CardProps, 'phone' | 'onAction'>) {
  const [draft, setDraft] = useState('');
  const me = useStore(phone.kith.addressBook).get(phone.address);
  const disabled = !me || phone.wire.isCut.value;
  const submit = (event: Event) => {
    event.preventDefault();
    if (draft.trim()) {
      onAction(setStatus(draft.trim()));
      setDraft('');
    }
  };
  return (
    <div class="phone-part">
      <div class="me">
        <NewPicture disabled={disabled} owner={phone.address} onPick={(file) => onAction(setPicture(file))}>
          {me ? <EntryAvatar kith={phone.kith} entry={me} size="large" /> : <Avatar address={phone.address} size="large" />}
        </NewPicture>
        <div>
          <h2>{me?.name ?? phone.address}</h2>
          <p class="muted">{me ? (me.status ?? 'no status') : 'no profile yet'}</p>
        </div>
        {me?.picture && (
          <button
            type="button"
            class="button small quiet icon"
            disabled={disabled}
            aria-label={`Remove the picture of ${phone.address}`}
            title="Remove the picture"
            onClick={() => onAction(removePicture)}
          >
            {icons.bin}
          </button>
        )}
      </div>
      <form class="status-form" onSubmit={submit}>
        <input
          class="input"
          aria-label={`New status of ${phone.address}`}
          placeholder="New status"
          maxLength={1024}
          value={draft}
          disabled={disabled}
          onInput={(event) => setDraft(event.currentTarget.value)}
        />
        <button type="submit" class="button primary" disabled={disabled || !draft.trim()}>
          Set
        </button>
      </form>
      <div class="row">
        {MOODS.map((mood) => (
          <button type="button" key={mood} class="button small" disabled={disabled} onClick={() => onAction(setStatus(mood))}>
            {mood}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The present picture, as a button that asks for another. */
function NewPicture(props: { disabled: boolean; owner: string; onPick: (file: File) => void; children: ComponentChildren }) {
  const input = useRef<HTMLInputElement>(null);
  const picked = () => {
    const file = input.current?.files?.[0];
    if (file) {
      props.onPick(file);
      // the same file can be picked again
      input.current!.value = '';
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={`Picture of ${props.owner}`}
        onChange={picked}
      />
      <button
        type="button"
        class="new-picture"
        disabled={props.disabled}
        title="Choose a picture"
        onClick={() => input.current?.click()}
      >
        {props.children}
        {icons.picture}
        <span class="visually-hidden">New picture of {props.owner}</span>
      </button>
    </>
  );
}
