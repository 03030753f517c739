import type { Presence } from '@kith/client';
import { presenceText } from './time.ts';

/** Whether somebody is online, or when they were seen; nothing if that is hidden. */
export function PresenceMark({ presence }: { presence: Presence | undefined }) {
  if (!presence) {
    return null;
  }
  const isOnline = 'online' in presence && presence.online;
  return (
    <span class={`pill ${isOnline ? 'good' : ''}`}>
      {isOnline && <span class="dot" />} {presenceText(presence)}
    </span>
  );
}
