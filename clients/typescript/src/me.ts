import type { Book } from './book.js';
import type { Answer, Send } from './http.js';
import type { Profile, ProfilePatch, Settings } from './model.js';
import type { UploadOptions } from './picture.js';
import type { PrivacyEditor } from './privacy.js';

/** A condition of a write: the version (`position` or ETag) that the resource must still have. */
export interface Condition {
  ifMatch?: string | undefined;
  signal?: AbortSignal;
}

/** The user's own data. */
export interface Me {
  /** Changes some fields; shown at once, and undone if the server refuses it. */
  update(patch: ProfilePatch, condition?: Condition): Promise<Profile>;
  /** Creates the profile, or replaces name, status and attributes. */
  replace(profile: ProfilePatch, condition?: Condition): Promise<Profile>;
  delete(): Promise<void>;
  readonly picture: {
    /** Uploads a PNG, JPEG, WebP or GIF; goes on where it was when the connection breaks. */
    put(file: Blob, options?: UploadOptions): Promise<Profile>;
    delete(): Promise<void>;
  };
  readonly privacy: {
    /** Reads the rules for a change of them. */
    edit(): Promise<PrivacyEditor>;
  };
  readonly settings: {
    get(): Promise<Settings>;
    update(change: Partial<Settings>, condition?: Condition): Promise<Settings>;
  };
}

/** @param path of the user; @param rulesChanged is called when others' presence has to be read again */
export function createMe(send: Send, path: string, book: Book, rulesChanged: () => void): Me {
  const read = () => send<Profile>('GET', `${path}/profile`);

  /** The answer, or, where the server could not say in time what became of it, what is read afterwards. */
  async function settled({ status, body }: Answer<Profile>) {
    const profile = status === 202 ? (await read()).body : body;
    book.settleSelf(profile);
    return profile;
  }

  async function write(method: string, patch: ProfilePatch, shown: ProfilePatch, condition: Condition = {}) {
    const undo = book.patchSelf(shown);
    try {
      const headers = conditional(condition);
      return await settled(await send(method, `${path}/profile`, { body: patch, headers, signal: condition.signal }));
    } finally {
      // by now the book has what the server answered
      undo();
    }
  }

  return {
    update: (patch, condition) => write('PATCH', patch, patch, condition),
    replace: (profile, condition) => write('PUT', profile, { name: null, status: null, attributes: null, ...profile }, condition),
    async delete() {
      await send('DELETE', `${path}/profile`);
    },
    // code that few pages need at once is loaded when it is used
    picture: {
      async put(file, options) {
        const { uploadPicture } = await import('./picture.js');
        await uploadPicture(send, `${path}/picture/uploads`, file, options);
        return settled(await read());
      },
      async delete() {
        await send('DELETE', `${path}/picture`);
        await settled(await read());
      },
    },
    privacy: {
      async edit() {
        const { editPrivacy } = await import('./privacy.js');
        return editPrivacy(send, `${path}/privacy`, rulesChanged);
      },
    },
    settings: {
      get: async () => (await send<Settings>('GET', `${path}/settings`)).body,
      async update(body, condition = {}) {
        const answer = await send<Settings>('PATCH', `${path}/settings`, { body, headers: conditional(condition) });
        rulesChanged();
        return answer.body;
      },
    },
  };
}

/** The headers of a conditional write. */
export function conditional({ ifMatch }: Condition): Record<string, string> {
  return ifMatch ? { 'If-Match': /"/.test(ifMatch) ? ifMatch : `"${ifMatch}"` } : {};
}
