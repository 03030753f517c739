import { signal } from '@preact/signals';
import { existing } from './existing.ts';
import { readScenario, writeScenario } from './scenario.ts';

/** With fewer of them most screens have little to show. */
const ENOUGH = 3;

/** Whether the scenario is being loaded. */
export const isLoading = signal(false);

/** How often the scenario was loaded in this tab; screens begin anew with it. */
export const timesLoaded = signal(0);

export interface FivePeople {
  all: string[];
  /** Those who have a profile. */
  existing: string[];
}

/** The people of the scenario; undefined if the tokens of this tab cannot write them. */
export async function findFivePeople(signal?: AbortSignal): Promise<FivePeople | undefined> {
  const all = (await readScenario()).people.map(({ address }) => address);
  const found = await existing(all, signal);
  return found && { all, existing: found };
}

export function areEnough({ existing }: FivePeople): boolean {
  return existing.length >= ENOUGH;
}

export async function loadFivePeople() {
  isLoading.value = true;
  try {
    await writeScenario(await readScenario());
    timesLoaded.value++;
  } finally {
    isLoading.value = false;
  }
}
