import { createSignal, type Store, type WhileWatched } from './store.js';

/** A store that reads from another one and changes only when what it reads does. */
export function derived<S, T>(source: Store<S>, read: () => T, whileWatched?: WhileWatched): Store<T> {
  const signal = createSignal(read, () => {
    let last = read();
    const unsubscribe = source.subscribe(() => {
      const next = read();
      if (next === last) return;
      last = next;
      signal.changed();
    });
    const unwatch = whileWatched?.();
    return () => {
      unsubscribe();
      unwatch?.();
    };
  });
  return signal;
}

/** Changes when either of two stores does. */
export function either<T>(one: Store<T>, other: Store<unknown>): Store<T> {
  return {
    getSnapshot: one.getSnapshot,
    subscribe(listener) {
      const tell = () => listener(one.getSnapshot());
      const stops = [one.subscribe(tell), other.subscribe(tell)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
