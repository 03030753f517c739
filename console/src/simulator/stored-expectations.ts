import { findFivePeople } from '../api/five-people.ts';
import { readScenario } from '../api/scenario.ts';
import { format } from './expectation.ts';

const key = (owner: string) => `kith.expectations.${owner}`;

/** The expectations about an owner: as left in this browser, else those of the scenario if it is loaded, else some to begin with. */
export async function loadExpectations(owner: string, signal: AbortSignal): Promise<string[]> {
  const kept = localStorage.getItem(key(owner));
  if (kept) {
    return JSON.parse(kept);
  }
  const scenario = await scenarioExpectations(owner, signal).catch(() => []);
  return scenario.length > 0 ? scenario : firstExpectations(owner === 'bob' ? 'alice' : 'bob');
}

export function keepExpectations(owner: string, expectations: string[]) {
  localStorage.setItem(key(owner), JSON.stringify(expectations));
}

/** They hold under the default rules. */
function firstExpectations(viewer: string): string[] {
  return [`${viewer} sees name`, `${viewer} sees status`, 'a-stranger does not see presence'];
}

/** None unless everybody of the scenario is there. */
async function scenarioExpectations(owner: string, signal: AbortSignal): Promise<string[]> {
  const five = await findFivePeople(signal);
  if (!five || five.existing.length < five.all.length) {
    return [];
  }
  return (await readScenario()).expectations.filter((expectation) => expectation.owner === owner).map(format);
}
