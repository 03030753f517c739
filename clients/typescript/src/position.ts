/** Whether a position of the journal, `partition:offset`, is after another of the same partition. */
export function isAfter(position: string, other: string): boolean {
  const [a, b] = [offset(position), offset(other)];
  // offsets have up to 18 digits, more than a number holds
  return a.length === b.length ? a > b : a.length > b.length;
}

const offset = (position: string) => position.split(':')[1] ?? '';

/** The highest position of each partition that this client has written to. */
export function createPositions() {
  const highest = new Map<string, string>();
  return {
    add(position: string) {
      const partition = position.split(':')[0]!;
      const known = highest.get(partition);
      if (!known || isAfter(position, known)) highest.set(partition, position);
    },
    /** The value of `Kith-After`. */
    header: () => [...highest.values()].join(','),
  };
}
