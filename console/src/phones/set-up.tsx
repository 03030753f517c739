import { useStore } from '@kith/client/react';
import { useState } from 'preact/hooks';
import { isLoading } from '../api/five-people.ts';
import { LoadPeople } from '../ui/load-people.tsx';
import { Failure } from '../ui/parts.tsx';
import { createMissing } from './people-setup.ts';
import type { Phone } from './phone.ts';
import type { Stage } from './stage.ts';

/** The phones whose users have no profile, as far as that is known. */
export function useMissing(stage: Stage): Phone[] {
  const books = stage.phones.map((phone) => useStore(phone.kith.addressBook));
  const states = stage.phones.map((phone) => useStore(phone.kith.state));
  return states.some((state) => state.stale) ? [] : stage.phones.filter((phone, index) => !books[index]!.has(phone.address));
}

/** Offers to create the users of the phones that have no profile. */
export function SetUp({ stage, missing }: { stage: Stage; missing: Phone[] }) {
  /** The names of those who are being created. */
  const [creating, setCreating] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  if (!creating && missing.length === 0) {
    return null;
  }
  const names = missing.map((phone) => phone.address).join(' and ');
  const create = async () => {
    setCreating(names);
    await createMissing(stage.phones, missing).then(() => setFailure(undefined), setFailure);
    await stage.reload();
    setCreating(undefined);
  };
  return (
    <>
      {!isLoading.value && (
        <div class="card set-up">
          {creating ? (
            <h2 aria-live="polite">Creating {creating}…</h2>
          ) : (
            <>
              <div>
                <h2>
                  {names} {missing.length === 1 ? 'has' : 'have'} no profile yet
                </h2>
                <p class="muted">Create what is missing; the two then follow each other.</p>
              </div>
              <button type="button" class="button primary" onClick={create}>
                Create {names}
              </button>
            </>
          )}
          {failure !== undefined && <Failure failure={failure} />}
        </div>
      )}
      {!creating && <LoadPeople />}
    </>
  );
}
