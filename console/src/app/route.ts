import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The address of a screen: `#/phones?left=alice&right=bob`. */
const hash = signal(location.hash);

addEventListener('hashchange', () => {
  hash.value = location.hash;
});

export const screen = computed(() => hash.value.replace(/^#\/?/, '').split('?')[0] || 'phones');
const query = computed(() => new URLSearchParams(hash.value.split('?')[1] ?? ''));

/** The users who were chosen last, by parameter: they stay when the screen changes. */
const chosen = new Map<string, string>();

/** A parameter of the screen; a click on a link or the browser's back button changes it. */
export function parameter(name: string, fallback: string): string {
  return query.value.get(name) || chosen.get(name) || fallback;
}

/** Puts what a screen shows into the page's address, so that the view can be shared. */
export function useParameters(values: Record<string, string>) {
  const put = () => {
    // unless another address was opened meanwhile
    if (location.hash === hash.value) {
      setParameters(values);
    }
  };
  useEffect(put, [query.value.toString(), ...Object.values(values)]);
}

/** Changes parameters without a new entry in the browser's history. */
export function setParameters(values: Record<string, string>) {
  const next = new URLSearchParams(query.value);
  Object.entries(values).forEach(([name, value]) => {
    next.set(name, value);
    chosen.set(name, value);
  });
  replace(`#/${screen.value}?${next}`);
}

/** Begins with the users of the next sign-in. */
export function forgetParameters() {
  chosen.clear();
  replace(`#/${screen.value}`);
}

function replace(address: string) {
  history.replaceState(null, '', address);
  hash.value = location.hash;
}
