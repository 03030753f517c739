import { useStore } from '@kith/client/react';
import { count } from '../api/describe.ts';
import { connectionText } from '../kith/connection-text.ts';
import { clockTime, duration } from '../ui/time.ts';
import { MissedChanges } from './missed-changes.tsx';
import type { Catchup, LiveBook } from './live-book.ts';

/** The connection, the button that cuts it, and what the next session brought. */
export function ResumePanel({ book }: { book: LiveBook }) {
  const state = useStore(book.kith.state);
  const { phase } = state;
  const trouble = connectionText(state);
  const cutAt = book.cutAt.value;
  const resume = book.resume.value;
  return (
    <section class="card" aria-label="Connection">
      <div class="card-head">
        <h2>Connection</h2>
        <span class={`pill ${phase === 'live' ? 'good' : 'warn'}`} role="status">
          <span class="dot" /> {cutAt ? 'cut' : phase}
        </span>
      </div>
      <div class="card-body stack">
        {trouble && <p class="note warn">{trouble}</p>}
        <p class="muted">
          {cutAt
            ? 'The entries stay on the screen, as on a phone without a network.'
            : 'Each frame has a cursor. After a cut, the client sends its last cursor and gets only what was changed or removed since.'}
        </p>
        {cutAt && <MissedChanges book={book} />}
        <div class="row">
          {cutAt ? (
            <button type="button" class="button primary" onClick={() => book.restore()}>
              Reconnect
            </button>
          ) : (
            <button type="button" class="button danger" disabled={phase !== 'live'} onClick={() => book.cut()}>
              Cut the connection
            </button>
          )}
          {cutAt && <span class="muted small-text">cut at {clockTime(new Date(cutAt).toISOString())}</span>}
        </div>
        {resume && !cutAt && <Result resume={resume} entries={book.kith.addressBook.getSnapshot().size} />}
      </div>
    </section>
  );
}

function Result({ resume, entries }: { resume: Catchup; entries: number }) {
  const { recovered, changed, removed } = resume;
  const total = changed.length + removed.length;
  return (
    <div class="resume" role="status">
      <p>
        <strong>{recovered ? 'Resumed' : 'New snapshot'}</strong>
        {resume.duration === undefined ? ' …' : ` in ${duration(resume.duration)}`}: {count(total, 'frame')} for an address book of{' '}
        {entries}.
      </p>
      <dl>
        <dt>changed</dt>
        <dd>{changed.join(', ') || 'nobody'}</dd>
        <dt>removed</dt>
        <dd>{removed.join(', ') || 'nobody'}</dd>
      </dl>
      {!recovered && <p class="muted">The cursor was too old, so the whole address book came again.</p>}
    </div>
  );
}
