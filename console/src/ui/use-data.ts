import { useEffect, useRef, useState } from 'preact/hooks';

export interface Data<T> {
  data: T | undefined;
  failure: unknown;
  reload(): void;
}

interface State<T> {
  key: string;
  data?: T;
  failure?: unknown;
}

/**
 * What `load` returns, read again when `keys` change, on `reload`, and every `pollMs` while the page is visible. Old data stays until new
 * data arrives, except when the keys change; an answer that is overtaken is dropped.
 */
export function useData<T>(load: (signal: AbortSignal) => Promise<T>, keys: unknown[], pollMs?: number): Data<T> {
  const key = JSON.stringify(keys);
  const [state, setState] = useState<State<T>>({ key });
  const running = useRef<AbortController | undefined>(undefined);
  const latest = useRef(load);
  latest.current = load;

  const reload = () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const answered = (next: (before: State<T>) => State<T>) => {
      if (!controller.signal.aborted) {
        running.current = undefined;
        setState(next);
      }
    };
    latest.current(controller.signal).then(
      (data) => answered(() => ({ key, data })),
      (failure) => answered((before) => ({ ...(before.key === key ? before : { key }), failure })),
    );
  };

  useEffect(() => {
    reload();
    const isDue = () => document.visibilityState === 'visible' && !running.current;
    const poll = pollMs ? setInterval(() => isDue() && reload(), pollMs) : undefined;
    return () => {
      clearInterval(poll);
      running.current?.abort();
      running.current = undefined;
    };
  }, [key]);

  const current = state.key === key ? state : { key };
  return { data: current.data, failure: current.failure, reload };
}
