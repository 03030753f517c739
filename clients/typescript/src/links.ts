import { createBatch } from './batch.js';
import { derived, either } from './derived.js';
import type { components } from './generated/api.js';
import type { Send } from './http.js';
import type { Entry } from './model.js';
import { createSource, type Store } from './store.js';

/** URLs that an `img` element can load: signed for the user, and good for some minutes. */
export interface Links {
  picture(profile: Store<Entry | undefined>, size?: 64 | 256 | 640): Store<string | undefined>;
  clear(): void;
}

interface Link {
  url: string;
  expires: number;
}

const MOST = 100;
const EARLY = 60_000;
const CHECK = 15_000;

export function createLinks(send: Send, base: string): Links {
  const links = createSource<ReadonlyMap<string, Link>>(new Map());
  const ask = createBatch(MOST, async (addresses) => {
    const { body } = await send<components['schemas']['PictureLinks']>('POST', '/v1/pictures:link', { body: { addresses } });
    const next = new Map(links.getSnapshot());
    for (const { address, url } of body.items) next.set(address, { url, expires: Date.parse(body.expires) });
    links.set(next);
  });

  return {
    picture(profile, size) {
      const read = () => {
        const { address, picture } = profile.getSnapshot() ?? {};
        const link = links.getSnapshot().get(address!);
        if (!link || !picture) return undefined;
        return `${base}${link.url}?sha256=${picture.sha256}${size ? `&size=${size}` : ''}`;
      };
      // a link is replaced before it expires, as long as the picture is shown
      const renew = () => {
        const { address, picture } = profile.getSnapshot() ?? {};
        if (!picture) return;
        const { expires = 0 } = links.getSnapshot().get(address!) ?? {};
        if (expires - Date.now() < EARLY) ask([address!]).catch(() => {});
      };
      return derived(either(links, profile), read, () => {
        const timer = setInterval(renew, CHECK);
        const unsubscribe = profile.subscribe(renew);
        return () => {
          clearInterval(timer);
          unsubscribe();
        };
      });
    },
    clear: () => links.set(new Map()),
  };
}
