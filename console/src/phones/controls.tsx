import { useStore } from '@kith/client/react';
import { allows, rulesAfter, STRANGER } from '../api/rules.ts';
import { Switch } from '../ui/parts.tsx';
import { block, follow, setContact, setRules } from './actions.ts';
import type { CardProps } from './phone-card.tsx';

const FIELDS = { name: 'Name', status: 'Status', picture: 'Picture', presence: 'Presence' };

type Field = keyof typeof FIELDS;

/** What the user lets the other see, and stores about the other. */
export function Controls({ phone, peer, onAction }: CardProps) {
  const relation = useStore(phone.kith.contacts)?.get(peer);
  const half = relation ?? STRANGER;
  const offline = phone.wire.isCut.value || !phone.isRead.value;
  return (
    <div class="phone-part">
      <h3>What {peer} may see{half.blocked && ': nothing, blocked'}</h3>
      <div class="switches" data-blocked={half.blocked}>
        {(Object.keys(FIELDS) as Field[]).map((field) => (
          <FieldSwitch key={field} field={field} phone={phone} peer={peer} onAction={onAction} />
        ))}
      </div>
      <h3>What I store about {peer}</h3>
      <Switch
        label={`Follow ${peer}`}
        on={relation?.subscribed ?? false}
        disabled={offline}
        onToggle={(on) => onAction(follow(peer, on))}
      />
      <Switch label={`${peer} is a contact`} on={half.contact} disabled={offline} onToggle={(on) => onAction(setContact(peer, on))} />
      <Switch label={`Block ${peer}`} danger on={half.blocked} disabled={offline} onToggle={(on) => onAction(block(peer, on))} />
    </div>
  );
}

function FieldSwitch({ field, phone, peer, onAction }: CardProps & { field: Field }) {
  const half = phone.relationTo(peer) ?? STRANGER;
  const rules = phone.rules.value;
  const change = (on: boolean) =>
    onAction(setRules(on ? `shows ${field} to ${peer}` : `hides ${field} from ${peer}`, field, rulesAfter(rules, field, peer, half, on)));
  return (
    <Switch
      label={FIELDS[field]}
      on={!half.blocked && allows(rules, field, peer, half)}
      disabled={half.blocked || phone.wire.isCut.value || !phone.isRead.value}
      onToggle={change}
    />
  );
}
