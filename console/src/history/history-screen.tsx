import type { Access } from '../access/keyring.ts';
import { ask, pages } from '../api/http.ts';
import type { ExplainedProfile, HistoryItem } from '../api/types.ts';
import { parameter, setParameters, useParameters } from '../app/route.ts';
import { Fetched } from '../ui/fetched.tsx';
import { OwnerScreen, shownOwner } from '../ui/owner-screen.tsx';
import { Empty } from '../ui/parts.tsx';
import { PersonInput } from '../ui/person-input.tsx';
import { useData } from '../ui/use-data.ts';
import { difference, seenOf } from './difference.ts';
import { Events } from './events.tsx';
import { replay, type Step } from './fold.ts';

const KEPT_EVENTS = 500;
const POLL_MS = 3000;

/** An owner's events, and what each changed for one viewer. */
export function HistoryScreen() {
  const viewer = parameter('viewer', shownOwner() === 'bob' ? 'alice' : 'bob');
  useParameters({ viewer });
  return (
    <OwnerScreen
      title="History"
      label="Events of"
      lead="Every event of one user, newest first, and what it changed for the viewer that you choose, without presence."
      actions={<PersonInput label="As seen by" value={viewer} onChange={(address) => setParameters({ viewer: address })} />}
    >
      {(access) => <Loaded access={access} viewer={viewer} />}
    </OwnerScreen>
  );
}

function Loaded({ access, viewer }: { access: Access; viewer: string }) {
  const history = useData((signal) => load(access, viewer, signal), [viewer], POLL_MS);
  return (
    <Fetched from={history}>
      {({ steps, isSame }) =>
        steps.length === 0 ? (
          <NoEvents owner={access.owner} />
        ) : (
          <div class="stack">
            <Checked isSame={isSame} viewer={viewer} owner={access.owner} />
            <Events steps={steps} owner={access.owner} viewer={viewer} />
          </div>
        )
      }
    </Fetched>
  );
}

function NoEvents({ owner }: { owner: string }) {
  return (
    <div class="card">
      <Empty title={`${owner} has no events`}>
        <p>Events of the last 90 days are kept here, the latest 500 of each user.</p>
      </Empty>
    </div>
  );
}

function Checked({ isSame, viewer, owner }: { isSame: boolean; viewer: string; owner: string }) {
  return isSame ? (
    <p class="note">
      This page replayed the events. The result is what the server shows {viewer} of {owner} now, without presence.
    </p>
  ) : (
    <p class="note warn">
      Older events of {owner} are no longer kept, so what {viewer} saw at first is not known here.
    </p>
  );
}

async function load(access: Access, viewer: string, signal: AbortSignal): Promise<{ steps: Step[]; isSame: boolean }> {
  const events = await pages<HistoryItem>(access, 'history', KEPT_EVENTS);
  const steps = replay(events, viewer, access.owner);
  // asked only of a profile that there is: otherwise the answer is 404
  const exists = events.find((event) => event.type === 'ProfileChanged' || event.type === 'ProfileDeleted')?.type === 'ProfileChanged';
  const view = exists
    ? (await ask<ExplainedProfile>(access, 'GET', `profile?as=${encodeURIComponent(viewer)}`, { signal })).body
    : undefined;
  return { steps, isSame: difference(steps[0]?.after ?? {}, seenOf(view)).length === 0 };
}
