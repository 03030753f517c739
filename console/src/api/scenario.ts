import { accessTo } from '../access/keyring.ts';
import { ask } from './http.ts';
import type { Rules, Scalar } from './types.ts';

/** People with their relations and rules, as `demo.json` has them. */
export interface Scenario {
  title: string;
  people: Person[];
  expectations: { owner: string; viewer: string; field: string; visible: boolean }[];
}

interface Person {
  address: string;
  profile: { name?: string; status?: string; attributes?: Record<string, Scalar> };
  privacy: Rules;
  contacts: Record<string, { contact: boolean; subscribed: boolean; labels?: string[] }>;
  blocks: string[];
}

/** The scenario that was built with the console. */
export async function readScenario(): Promise<Scenario> {
  return (await fetch('demo.json')).json();
}

/** Writes all of a scenario, each person with their own access; what they had before is replaced. */
export async function writeScenario({ people }: Scenario): Promise<void> {
  await Promise.all(people.map(writePerson));
}

async function writePerson({ address, profile, privacy, contacts, blocks }: Person): Promise<void> {
  const access = accessTo(address);
  if (!access) {
    throw new Error(`No token for ${address}.`);
  }
  await ask(access, 'PUT', 'privacy', { body: privacy });
  await ask(access, 'PUT', 'profile', { body: profile });
  for (const [peer, contact] of Object.entries(contacts)) {
    await ask(access, 'PUT', `contacts/${encodeURIComponent(peer)}`, { body: contact });
  }
  for (const peer of blocks) {
    await ask(access, 'PUT', `blocks/${encodeURIComponent(peer)}`);
  }
}
