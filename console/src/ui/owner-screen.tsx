import type { ComponentChildren } from 'preact';
import { accessTo, ownSubjects, type Access } from '../access/keyring.ts';
import { timesLoaded } from '../api/five-people.ts';
import { parameter, setParameters, useParameters } from '../app/route.ts';
import { LoadPeople } from './load-people.tsx';
import { NoAccess } from './no-access.tsx';
import { PageHead } from './parts.tsx';
import { PersonInput } from './person-input.tsx';

/** The user whom a screen is about, from the page's address. */
export function shownOwner(): string {
  return parameter('owner', ownSubjects.value[0] ?? 'alice');
}

/** Screen about one user, whom an input in its head chooses; it begins anew with another user. */
export function OwnerScreen(props: {
  title: string;
  /** Label of the input. */
  label: string;
  lead: string;
  actions?: ComponentChildren;
  children: (access: Access) => ComponentChildren;
}) {
  const owner = shownOwner();
  const access = accessTo(owner);
  useParameters({ owner });
  return (
    <>
      <PageHead
        title={props.title}
        actions={
          <>
            <PersonInput label={props.label} value={owner} onChange={(address) => setParameters({ owner: address })} />
            {props.actions}
          </>
        }
      >
        {props.lead}
      </PageHead>
      <LoadPeople />
      {access ? <Content key={`${owner} ${timesLoaded.value}`}>{props.children(access)}</Content> : <NoAccess owner={owner} />}
    </>
  );
}

function Content({ children }: { children: ComponentChildren }) {
  return <>{children}</>;
}
