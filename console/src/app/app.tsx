import { useEffect, useRef } from 'preact/hooks';
import { isLocalSession, signedIn } from '../access/keyring.ts';
import { SignIn } from '../access/sign-in.tsx';
import { readScenario } from '../api/scenario.ts';
import { screen } from './route.ts';
import { screens } from './screens.tsx';
import { Side } from './side.tsx';
import { meet } from '../ui/people.ts';
import { PeopleList } from '../ui/person-input.tsx';

/** The console: the list of screens, and the one that is open. */
export function App() {
  const open = screens.find((known) => known.id === screen.value) ?? screens[0]!;
  const main = useFocusOnChange(open.id);
  useEffect(() => {
    if (isLocalSession.value) {
      readScenario().then(
        ({ people }) => meet(people.map((person) => person.address)),
        () => {},
      );
    }
  }, [isLocalSession.value]);
  useEffect(() => {
    document.title = `${signedIn.value ? open.title : 'Sign in'} – Kith console`;
  }, [open.title, signedIn.value]);
  if (!signedIn.value) {
    return <SignIn />;
  }
  const Content = open.component;
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to content
      </a>
      <Side open={open.id} />
      <PeopleList />
      <main id="main" tabIndex={-1} ref={main}>
        <div class="page">
          <Content key={open.id} />
        </div>
      </main>
    </div>
  );
}

/** Moves the focus to a new screen, so that a screen reader begins there. */
function useFocusOnChange(id: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(id);
  useEffect(() => {
    if (last.current !== id) {
      last.current = id;
      main.current?.focus();
      scrollTo(0, 0);
    }
  }, [id]);
  return main;
}
