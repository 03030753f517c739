/** Waits; rejects with the signal's reason if that is aborted before. */
export function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** A random time between half of `millis` and all of it. */
export const jittered = (millis: number) => millis * (0.5 + Math.random() / 2);
