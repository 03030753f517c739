import type { Entry as BookEntry, Kith } from '@kith/client';
import { useStore } from '@kith/client/react';
import { EntryAvatar } from '../kith/entry-avatar.tsx';
import { PresenceMark } from '../ui/presence-mark.tsx';
import type { Phone } from './phone.ts';

/** The other user, as this phone's address book has them now. */
export function PeerView({ phone, peer }: { phone: Phone; peer: string }) {
  const view = useStore(phone.kith.addressBook).get(peer);
  const isBlocked = useStore(phone.kith.contacts)?.get(peer)?.blocked ?? false;
  const latest = phone.receipts.value.find((receipt) => receipt.subject === peer);
  return (
    <div class="phone-part peer" aria-live="polite">
      <h3>On this phone</h3>
      <div class="peer-entry" key={latest?.at} data-flash={latest !== undefined}>
        {view ? <Entry view={view} kith={phone.kith} /> : <Absent peer={peer} isBlocked={isBlocked} />}
      </div>
    </div>
  );
}

function Entry({ view, kith }: { view: BookEntry; kith: Kith }) {
  const attributes = Object.entries(view.attributes ?? {});
  return (
    <>
      <EntryAvatar kith={kith} entry={view} />
      <div class="peer-text">
        <p class="peer-name">
          {view.name ?? <span class="muted">{view.address}</span>} <PresenceMark presence={view.presence} />
        </p>
        <p class="muted">{view.status ?? 'no status visible'}</p>
        {attributes.length > 0 && (
          <p class="peer-attributes">
            {attributes.map(([key, value]) => (
              <span key={key}>
                {key} {value}
              </span>
            ))}
          </p>
        )}
      </div>
    </>
  );
}

function Absent({ peer, isBlocked }: { peer: string; isBlocked: boolean }) {
  return (
    <p class="muted">
      {isBlocked
        ? `You blocked ${peer}. While you do, neither receives the other.`
        : `${peer} is not in this address book: not followed, hidden or blocked. A phone cannot tell which.`}
    </p>
  );
}
