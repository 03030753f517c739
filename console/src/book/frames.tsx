import type { Frame } from '@kith/client';
import { clockTime, whenSeen } from '../ui/time.ts';
import type { LiveBook } from './live-book.ts';

/** The frames as they came, newest first. */
export function Frames({ book }: { book: LiveBook }) {
  const frames = book.frames.value;
  return (
    <section class="card" aria-label="Frames">
      <div class="card-head">
        <h2>Frames</h2>
        <span class="muted small-text">as they came, newest first</span>
      </div>
      <ol class="frames" tabIndex={0} aria-label="Frames">
        {frames.map(({ frame, at, live }, index) => (
          <li key={frames.length - index} data-live={live}>
            <time>{clockTime(new Date(at).toISOString())}</time>
            <span class={`pill ${frame.type === 'update' && frame.kind === 'removed' ? 'warn' : frame.type === 'update' ? 'accent' : ''}`}>
              {frame.type}
            </span>
            <span class="frame-text">{summary(frame)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function summary(frame: Frame): string {
  switch (frame.type) {
    case 'hello':
      return frame.recovered ? 'resumed at the cursor' : 'new snapshot';
    case 'update':
      return `${frame.kind} ${frame.subject}${frame.profile?.status ? ` “${frame.profile.status}”` : ''}`;
    case 'synced':
      return 'up to date';
    case 'presence':
      return `${frame.subject} ${'online' in frame && frame.online ? 'online' : 'lastSeen' in frame ? whenSeen(String(frame.lastSeen)) : 'hidden'}`;
    default:
      return '';
  }
}
