import { createContext, createElement, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Entry, Kith, ListOptions, Presence, State, Store } from './index.js';

const KithContext = createContext<Kith | undefined>(undefined);

/** Gives a connection to the hooks below it. */
export function KithProvider({ kith, children }: { kith: Kith; children?: ReactNode }) {
  return createElement(KithContext.Provider, { value: kith }, children);
}

export function useKith(): Kith {
  const kith = useContext(KithContext);
  if (!kith) throw new Error('There is no KithProvider above this component');
  return kith;
}

/** The value of a store of the client. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

/** The state of the connection. */
export function useConnection(): State {
  return useStore(useKith().state);
}

/** A profile, from the address book or looked up; undefined if the user may see nothing of it. `me` is the user's own. */
export function useProfile(address: string): Entry | undefined {
  return useAddressed(address, (kith) => kith.profile(address));
}

export function usePresence(address: string): Presence | undefined {
  return useAddressed(address, (kith) => kith.presence(address));
}

/** A URL of a picture for `<img>`; undefined if there is none that the user may see. */
export function usePicture(address: string, size?: 64 | 256 | 640): string | undefined {
  return useAddressed(address, (kith) => kith.picture(address, size), size);
}

/** A list of the address book. */
export function useAddressBook(options: ListOptions = {}): readonly Entry[] {
  const { addressBook } = useKith();
  const list = () => addressBook.list(options);
  return useSyncExternalStore(addressBook.subscribe, list, list);
}

/** The store is made anew with each render, but subscribed to only when the address changes. */
function useAddressed<T>(address: string, select: (kith: Kith) => Store<T>, variant?: unknown): T {
  const kith = useKith();
  const subscribe = useCallback((listener: () => void) => select(kith).subscribe(listener), [kith, address, variant]);
  const read = () => select(kith).getSnapshot();
  return useSyncExternalStore(subscribe, read, read);
}
