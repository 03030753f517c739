import { useState } from 'preact/hooks';
import { describe, rulesBefore } from '../api/describe.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Segments } from '../ui/parts.tsx';
import { clockTime, day } from '../ui/time.ts';
import { difference } from './difference.ts';
import type { Step } from './fold.ts';

const FILTERS = { all: 'All events', visible: 'Visible changes' };

/** The events as a list, each with the lines that the viewer would notice. */
export function Events({ steps, owner, viewer }: { steps: Step[]; owner: string; viewer: string }) {
  const [filter, setFilter] = useState<keyof typeof FILTERS>('all');
  const events = steps.map((step) => step.event);
  const rows = steps.map((step) => ({ step, lines: difference(step.before, step.after) }));
  const shown = filter === 'all' ? rows : rows.filter(({ lines }) => lines.length > 0);
  return (
    <section class="card" aria-label={`Events of ${owner}`}>
      <div class="card-head">
        <h2>
          {shown.length} {shown.length === 1 ? 'event' : 'events'}
        </h2>
        <Segments label="Which events" options={FILTERS} chosen={filter} onChoose={setFilter} />
      </div>
      <ol>
        {shown.map(({ step: { event }, lines }) => (
          <li class="past" key={event.position}>
            <p class="past-when">
              <time dateTime={event.time}>{clockTime(event.time)}</time>
              <span>{day(event.time)}</span>
              <span class="mono" title="position: partition:offset in the journal">
                {event.position}
              </span>
            </p>
            <div class="past-what">
              <p>
                <strong>{owner}</strong> {describe(event, rulesBefore(events, event.position))}
              </p>
              {event.actor !== owner && <p class="muted small-text">written by {event.actor}</p>}
            </div>
            <div class="past-seen">
              <Avatar address={viewer} size="small" />
              {lines.length === 0 ? (
                <p class="muted">nothing changes for {viewer}</p>
              ) : (
                <ul>
                  {lines.map(({ kind, text }) => (
                    <li key={text} data-kind={kind}>
                      {text}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
