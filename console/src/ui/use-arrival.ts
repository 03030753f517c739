import { useEffect, useRef } from 'preact/hooks';

const CALM_MS = 320;

/** Lets an element come in from above once, when it is new; moving it in the page later does not repeat that. */
export function useArrival<E extends HTMLElement>(isNew: boolean) {
  const element = useRef<E>(null);
  useEffect(() => {
    if (isNew && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      element.current?.animate({ opacity: [0, 1], transform: ['translateY(-6px)', 'none'] }, { duration: CALM_MS, easing: 'ease-out' });
    }
  }, []);
  return element;
}
