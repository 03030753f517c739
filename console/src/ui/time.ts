import type { Presence } from '@kith/client';

const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
});
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** `14:03:22.123` of this browser's time zone. */
export function clockTime(time: string): string {
  return CLOCK.format(new Date(time));
}

export function day(time: string): string {
  return DAY.format(new Date(time));
}

/** `online`, or when somebody was seen. */
export function presenceText(presence: Presence): string {
  return 'online' in presence && presence.online ? 'online' : 'lastSeen' in presence ? whenSeen(presence.lastSeen) : '';
}

/** A time when somebody was seen last, or a coarse word for it. */
export function whenSeen(lastSeen: string): string {
  const at = Date.parse(lastSeen);
  return Number.isNaN(at)
    ? `seen ${lastSeen.replaceAll('-', ' ')}`
    : `seen ${new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at)}`;
}

/** `0.8 ms`, `12 ms`, `3.4 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
