import { useState } from 'preact/hooks';
import { initials, tint } from './initials.ts';

interface Props {
  address: string;
  name?: string | undefined;
  size?: '' | 'small' | 'large';
  /** URL of a picture. */
  picture?: string | undefined;
}

/** A person's picture, or initials on a colour of their own; also if the picture cannot be loaded. */
export function Avatar({ address, name, size = '', picture }: Props) {
  const [broken, setBroken] = useState<string>();
  return (
    <span class={`avatar ${size} tint-${tint(address)}`} aria-hidden="true">
      {picture && picture !== broken ? <img src={picture} alt="" onError={() => setBroken(picture)} /> : initials(name ?? address)}
    </span>
  );
}
