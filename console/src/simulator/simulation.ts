import { useEffect, useRef, useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { ask } from '../api/http.ts';
import type { ExplainedProfile, Rules } from '../api/types.ts';

const MOST_VIEWERS = 20;
/** Long enough that a fast typist does not send two requests for one word. */
const PAUSE_MS = 60;

export interface Simulation {
  views: ReadonlyMap<string, ExplainedProfile>;
  failure: unknown;
  /** Whether the views are of the rules as they are now. */
  isCurrent: boolean;
}

/** The views of all viewers under rules that are not stored; asked for again with each change of the rules. */
export function useSimulation(access: Access, rules: Rules | undefined, viewers: string[]): Simulation {
  const asked = JSON.stringify([rules, viewers]);
  const [state, setState] = useState<{ key: string; views: ReadonlyMap<string, ExplainedProfile>; failure?: unknown }>({
    key: '',
    views: new Map(),
  });
  const latest = useRef(asked);
  latest.current = asked;
  useEffect(() => {
    if (!rules) {
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      preview(access, rules, viewers, controller.signal).then(
        (views) => latest.current === asked && setState({ key: asked, views }),
        (failure) => !controller.signal.aborted && setState((before) => ({ ...before, failure })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked]);
  return { views: state.views, failure: state.failure, isCurrent: state.key === asked };
}

async function preview(access: Access, rules: Rules, viewers: string[], signal: AbortSignal): Promise<Map<string, ExplainedProfile>> {
  const views = new Map<string, ExplainedProfile>();
  for (let from = 0; from < viewers.length; from += MOST_VIEWERS) {
    const body = { rules, as: viewers.slice(from, from + MOST_VIEWERS) };
    const answer = await ask<{ items: { as: string; view: ExplainedProfile }[] }>(access, 'POST', 'privacy:preview', { body, signal });
    answer.body.items.forEach(({ as, view }) => views.set(as, view));
  }
  return views;
}
