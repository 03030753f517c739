import { accessTo } from '../access/keyring.ts';
import { request } from './http.ts';

/** An address without relations: a look-up by it returns the profiles that show something to everyone. */
const OUTSIDER = 'a-stranger';

/** Those of the addresses that have a profile; undefined if no token of this tab can tell. */
export async function existing(addresses: string[], signal?: AbortSignal): Promise<string[] | undefined> {
  const access = accessTo(OUTSIDER);
  if (!access) {
    return undefined;
  }
  const options = { body: { addresses: [...new Set(addresses)] }, ...(signal ? { signal } : {}) };
  const { body } = await request<{ items: { address: string }[] }>(access, 'POST', '/v1/profiles:lookup', options);
  return body.items.map(({ address }) => address).sort();
}
