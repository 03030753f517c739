/** A value that can be read at any time and that tells its readers when it changes. */
export interface Store<T> {
  /** Calls `listener` with the present value, and with each new one. Returns how to stop it. */
  subscribe(listener: (value: T) => void): () => void;
  /** The present value; the same object until it changes. */
  getSnapshot(): T;
}

/** What a store does when its first listener comes; what it returns is called when the last one has gone. */
export type WhileWatched = () => (() => void) | void;

/** The listeners of a store whose value is kept elsewhere. */
export interface Signal<T> extends Store<T> {
  changed(): void;
}

export function createSignal<T>(read: () => T, whileWatched?: WhileWatched): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  let unwatch: (() => void) | void;
  return {
    getSnapshot: read,
    changed: () => void (listeners.size && tellAll(listeners, read())),
    subscribe(listener) {
      // one of its own, so that a function that subscribes twice is called twice
      const own = (value: T) => listener(value);
      listeners.add(own);
      if (listeners.size === 1) unwatch = whileWatched?.();
      own(read());
      return () => {
        if (listeners.delete(own) && !listeners.size) unwatch?.();
      };
    },
  };
}

/** Calls all listeners; what one of them throws is reported, and keeps nothing from the others. */
export function tellAll<T>(listeners: Iterable<(value: T) => void>, value: T) {
  for (const listener of listeners) {
    try {
      listener(value);
    } catch (failure) {
      void Promise.reject(failure);
    }
  }
}

/** A store that keeps its value. */
export interface Source<T> extends Store<T> {
  set(value: T): void;
}

export function createSource<T>(value: T): Source<T> {
  const signal = createSignal(() => value);
  return {
    getSnapshot: signal.getSnapshot,
    subscribe: signal.subscribe,
    set(next) {
      value = next;
      signal.changed();
    },
  };
}
