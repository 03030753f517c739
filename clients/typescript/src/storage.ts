import type { Profile } from './model.js';

/** What is kept of one entry. */
export interface Stored {
  readonly subject: string;
  readonly profile: Profile;
}

/** The address book of `owner`, and the cursor up to which it is complete. */
export interface Saved {
  readonly owner: string;
  readonly cursor: string | undefined;
  readonly entries: readonly Stored[];
}

/** A change of what is saved, to be made in one transaction. */
export interface Changes {
  readonly owner: string;
  /** Whether all entries are removed first. */
  replace: boolean;
  readonly put: Map<string, Stored>;
  readonly removed: Set<string>;
  cursor: string | undefined;
}

/** Where the address book is kept between visits. */
export interface Storage {
  load(): Promise<Saved | undefined>;
  save(changes: Changes): Promise<void>;
  clear(): Promise<void>;
}

/** Keeps nothing: the address book is read from the server each time. */
export function memory(): Storage {
  return {
    load: async () => undefined,
    save: async () => {},
    clear: async () => {},
  };
}
