import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { now } from '../api/clock.ts';
import { accessTo, ownSubjects } from '../access/keyring.ts';
import { timesLoaded } from '../api/five-people.ts';
import { parameter, setParameters, useParameters } from '../app/route.ts';
import { LoadPeople } from '../ui/load-people.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { PageHead, Failure, Segments } from '../ui/parts.tsx';
import { PersonInput } from '../ui/person-input.tsx';
import { CodePanel } from './code-panel.tsx';
import { Journal } from './journal.tsx';
import { Phone } from './phone.ts';
import { PhoneCard } from './phone-card.tsx';
import { SetUp, useMissing } from './set-up.tsx';
import { Stage } from './stage.ts';

const POLL_MS = 3000;

type Part = 'left' | 'journal' | 'right';

/** Two users side by side, and the journal between them. */
export function PhonesScreen() {
  const left = parameter('left', ownSubjects.value[0] ?? 'alice');
  const another = left === 'bob' ? 'alice' : 'bob';
  const asked = parameter('right', ownSubjects.value[1] ?? another);
  const right = asked === left ? another : asked;
  useParameters({ left, right });
  const unless = (other: string) => (address: string) => (address === other ? 'This is the user of the other phone.' : undefined);
  return (
    <>
      <PageHead
        title="Two phones"
        actions={
          <>
            <PersonInput label="Left phone" value={left} refusal={unless(right)} onChange={(address) => setParameters({ left: address })} />
            <PersonInput label="Right phone" value={right} refusal={unless(left)} onChange={(address) => setParameters({ right: address })} />
          </>
        }
      >
        Each phone is one user’s app. What one does is a record in the journal, and the other receives it only if it may.
      </PageHead>
      <Tables key={`${left} ${right} ${!accessTo(left)} ${!accessTo(right)}`} left={left} right={right} />
    </>
  );
}

function Tables({ left, right }: { left: string; right: string }) {
  const missing = [left, right].find((address) => !accessTo(address));
  if (missing) {
    return <NoAccess owner={missing} />;
  }
  return <Pair left={left} right={right} />;
}

function Pair({ left, right }: { left: string; right: string }) {
  const stage = useMemo(() => new Stage([new Phone(left, accessTo(left)!), new Phone(right, accessTo(right)!)]), []);
  const [shown, setShown] = useState<Part>('left');
  usePower(stage);
  const missing = useMissing(stage);
  const [one, other] = stage.phones;
  return (
    <div class="stack">
      <SetUp stage={stage} missing={missing} />
      <div class="narrow-only">
        <Segments label="Shown" options={useMarks(stage, shown)} chosen={shown} onChoose={setShown} />
      </div>
      <div class="stage" data-shown={shown}>
        <PhoneCard phone={one} peer={right} onAction={(action) => stage.run(one, action)} />
        <Journal stage={stage} />
        <PhoneCard phone={other} peer={left} onAction={(action) => stage.run(other, action)} />
      </div>
      <CodePanel stage={stage} />
      {missing.length === 0 && <LoadPeople />}
      {stage.failure.value !== undefined && (
        <div class="over-page">
          <Failure failure={stage.failure.value} onClose={() => (stage.failure.value = undefined)} />
        </div>
      )}
    </div>
  );
}

/** The names of the parts, on a narrow screen where one is shown; a dot marks a phone that received something meanwhile. */
function useMarks(stage: Stage, shown: Part): Record<Part, string> {
  const looked = useRef({ left: now(), right: now() });
  const [left, right] = stage.phones;
  if (shown !== 'journal') {
    looked.current[shown] = now();
  }
  const name = (phone: Phone, since: number) => `${(phone.receipts.value[0]?.at ?? 0) > since ? '• ' : ''}${phone.address}`;
  return { left: name(left, looked.current.left), journal: 'Journal', right: name(right, looked.current.right) };
}

/** Looks for writes that were made elsewhere while the screen is open, and closes the phones with it. */
function usePower(stage: Stage) {
  useEffect(() => void stage.reload(), [stage, timesLoaded.value]);
  useEffect(() => {
    const poll = setInterval(() => document.visibilityState === 'visible' && stage.reload(), POLL_MS);
    return () => {
      clearInterval(poll);
      stage.close();
    };
  }, [stage]);
}
