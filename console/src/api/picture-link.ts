import type { Access } from '../access/keyring.ts';
import { request } from './http.ts';

interface Link {
  url: string;
  expires: number;
}

const EARLY_MS = 60_000;

const links = new Map<string, Link>();

/** A URL of the owner's picture for `<img>`, as the owner sees it; the same one until it is about to expire. */
export async function pictureLink(access: Access, signal: AbortSignal): Promise<string> {
  let link = links.get(access.owner);
  if (!link || link.expires < Date.now() + EARLY_MS) {
    const body = { addresses: [access.owner] };
    const answer = await request<{ items: { url: string }[]; expires: string }>(access, 'POST', '/v1/pictures:link', { body, signal });
    link = { url: answer.body.items[0]!.url, expires: Date.parse(answer.body.expires) };
    links.set(access.owner, link);
  }
  return link.url;
}
