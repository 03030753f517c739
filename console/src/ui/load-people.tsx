import { useState } from 'preact/hooks';
import { areEnough, findFivePeople, isLoading, loadFivePeople, timesLoaded } from '../api/five-people.ts';
import { Failure } from './parts.tsx';
import { useData } from './use-data.ts';

/** Offers the people of the demo's scenario while most of them are missing. */
export function LoadPeople() {
  const found = useData(async (signal) => ({ five: await findFivePeople(signal) }), [timesLoaded.value]);
  const [failure, setFailure] = useState<unknown>();
  const five = found.data?.five;
  const busy = isLoading.value;
  if (!busy && failure === undefined && (!five || areEnough(five))) {
    return null;
  }
  const load = () => loadFivePeople().then(() => setFailure(undefined), setFailure);
  const replaced = five?.existing.join(' and ');
  return (
    <section class="note load-people" aria-label="More people">
      <p role="status">
        {busy
          ? 'Loading five people…'
          : `Five people of a chess club make the screens livelier.${replaced ? ` This replaces the profiles and rules of ${replaced}.` : ''}`}
      </p>
      {!busy && (
        <button type="button" class="button small" onClick={load}>
          Load five people
        </button>
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </section>
  );
}
