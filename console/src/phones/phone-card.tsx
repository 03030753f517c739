import type { State } from '@kith/client';
import { useStore } from '@kith/client/react';
import { Failure, Loading } from '../ui/parts.tsx';
import { connectionText } from '../kith/connection-text.ts';
import type { Action } from './actions.ts';
import { Controls } from './controls.tsx';
import { Me } from './me.tsx';
import { PeerView } from './peer-view.tsx';
import type { Phone } from './phone.ts';

export interface CardProps {
  phone: Phone;
  peer: string;
  onAction(action: Action): void;
}

/** One phone: its user's profile, what it shows of the other user, and what its user lets the other see. */
export function PhoneCard({ phone, peer, onAction }: CardProps) {
  const book = useStore(phone.kith.addressBook);
  const state = useStore(phone.kith.state);
  const { phase, stale } = state;
  const trouble = connectionText(state);
  const isKnown = book.size > 0 || !stale || phone.wire.isCut.value;
  return (
    <section class={`card phone ${phone.wire.isCut.value ? 'phone-off' : ''}`} aria-label={`Phone of ${phone.address}`}>
      <Bar phone={phone} phase={phase} />
      {trouble && <p class="note warn">{trouble}</p>}
      {phone.failure.value !== undefined && <Failure failure={phone.failure.value} onRetry={() => phone.reload()} />}
      {isKnown ? (
        <>
          <Me phone={phone} onAction={onAction} />
          <PeerView phone={phone} peer={peer} />
          <Controls phone={phone} peer={peer} onAction={onAction} />
        </>
      ) : (
        <div class="phone-part">
          <Loading lines={5} />
        </div>
      )}
    </section>
  );
}

function Bar({ phone, phase }: { phone: Phone; phase: State['phase'] }) {
  const isCut = phone.wire.isCut.value;
  return (
    <div class="phone-bar">
      <span class={`pill ${phase === 'live' ? 'good' : ''}`} role="status">
        <span class="dot" /> {isCut ? 'offline' : phase}
      </span>
      <button type="button" class="button small quiet" onClick={() => (isCut ? phone.wire.restore() : phone.wire.cut())}>
        {isCut ? 'Go online' : 'Go offline'}
      </button>
    </div>
  );
}
