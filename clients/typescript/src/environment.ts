/** Calls back when the network or the page has changed so that the connection may be lost, or can be had again. */
export function watchEnvironment(check: () => void): () => void {
  const { window, document } = globalThis as Partial<typeof globalThis>;
  const watched: [EventTarget | undefined, string][] = [
    [window, 'online'],
    [window, 'offline'],
    [window, 'pageshow'],
    [document, 'visibilitychange'],
  ];
  const changed = () => document?.visibilityState !== 'hidden' && check();
  watched.forEach(([target, event]) => target?.addEventListener(event, changed));
  return () => watched.forEach(([target, event]) => target?.removeEventListener(event, changed));
}
