/** Gathers the addresses of one turn of the event loop, and asks for all of them in as few requests as possible. */
export function createBatch(most: number, ask: (addresses: string[]) => Promise<void>) {
  let gathered: Set<string> | undefined;
  let answered: Promise<void>;

  const run = async () => {
    await undefined;
    const all = [...gathered!];
    gathered = undefined;
    for (let at = 0; at < all.length; at += most) await ask(all.slice(at, at + most));
  };
  return (addresses: Iterable<string>): Promise<void> => {
    if (!gathered) {
      gathered = new Set();
      answered = run();
    }
    for (const address of addresses) gathered.add(address);
    return answered;
  };
}
