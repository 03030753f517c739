import { signal } from '@preact/signals';

/** Addresses that this tab has met, as suggestions. */
export const people = signal<string[]>([]);

export function meet(addresses: Iterable<string>) {
  const known = new Set(people.value);
  const before = known.size;
  [...addresses].forEach((address) => known.add(address));
  if (known.size > before) {
    people.value = [...known].sort();
  }
}
