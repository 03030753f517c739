import type { Entry, Kith } from '@kith/client';
import { useStore } from '@kith/client/react';
import { useMemo } from 'preact/hooks';
import { Avatar } from '../ui/avatar.tsx';

interface Props {
  kith: Kith;
  entry: Entry;
  size?: '' | 'large';
}

/** The picture of an entry if the user may see one, else initials. */
export function EntryAvatar(props: Props) {
  const { entry, size } = props;
  // without a picture no link is asked for
  return entry.picture ? <Pictured {...props} key={entry.address} /> : <Avatar address={entry.address} name={entry.name} size={size} />;
}

function Pictured({ kith, entry, size }: Props) {
  const url = useStore(useMemo(() => kith.picture(entry.address, size === 'large' ? 256 : 64), [kith]));
  return <Avatar address={entry.address} name={entry.name} size={size} picture={url} />;
}
