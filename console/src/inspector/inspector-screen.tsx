import { useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { parameter, setParameters, useParameters } from '../app/route.ts';
import { Fetched } from '../ui/fetched.tsx';
import { OwnerScreen } from '../ui/owner-screen.tsx';
import { Empty, Segments } from '../ui/parts.tsx';
import { PersonInput } from '../ui/person-input.tsx';
import { useData } from '../ui/use-data.ts';
import { inspect, type Inspection } from './inspection.ts';
import { ViewTable } from './view-table.tsx';

const POLL_MS = 3000;
const VIEWERS = { first: 'bob', second: 'carol', third: 'a-stranger' };
type Place = keyof typeof VIEWERS;

/** One profile as three viewers see it, with the rule that decided about each field. */
export function InspectorScreen() {
  return (
    <OwnerScreen
      title="Profile inspector"
      label="Profile of"
      lead="One profile, as three people see it now. Under each field: the rule that decided, and those that did not."
    >
      {(access) => <Inspected access={access} />}
    </OwnerScreen>
  );
}

function Inspected({ access }: { access: Access }) {
  const places = Object.keys(VIEWERS) as Place[];
  const viewers = places.map((place) => parameter(place, VIEWERS[place]));
  useParameters(Object.fromEntries(places.map((place, index) => [place, viewers[index]!])));
  const inspection = useData((signal) => inspect(access, viewers, signal).then((found) => ({ found })), viewers, POLL_MS);
  return (
    <Fetched from={inspection}>
      {({ found }) =>
        found ? (
          <Three found={found} owner={access.owner} places={places} viewers={viewers} />
        ) : (
          <NoProfile owner={access.owner} />
        )
      }
    </Fetched>
  );
}

function Three({ found, owner, places, viewers }: { found: Inspection; owner: string; places: Place[]; viewers: string[] }) {
  const [shown, setShown] = useState('0');
  return (
    <div class="stack">
      <div class="row viewers">
        {places.map((place, index) => (
          <PersonInput
            key={place}
            label={`Viewer ${index + 1}`}
            value={viewers[index]!}
            onChange={(address) => setParameters({ [place]: address })}
          />
        ))}
      </div>
      <div class="narrow-only">
        <Segments
          label="Viewer shown"
          options={Object.fromEntries(viewers.map((viewer, index) => [index, viewer]))}
          chosen={shown}
          onChoose={setShown}
        />
      </div>
      <ViewTable found={found} owner={owner} viewers={viewers} shown={Number(shown)} />
    </div>
  );
}

function NoProfile({ owner }: { owner: string }) {
  return (
    <div class="card">
      <Empty title={`${owner} has no profile`}>
        <p>
          Everybody who asks gets 404. That is also the answer for a profile that is hidden from them, blocked or deleted: nobody can tell
          which it is.
        </p>
        <a class="button" href={`#/phones?left=${encodeURIComponent(owner)}`}>
          Create it on “Two phones”
        </a>
      </Empty>
    </div>
  );
}
