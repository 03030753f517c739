import { isLocalSession, pastedClaims, signOut } from '../access/keyring.ts';
import { AddToken } from '../access/add-token.tsx';
import { icons } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import { forgetParameters } from './route.ts';
import { screens } from './screens.tsx';
import { nextTheme, theme } from './theme.ts';

const THEME_ICONS = { system: icons.system, light: icons.sun, dark: icons.moon };

/** The list of screens; below it who is signed in, and the colours. */
export function Side({ open }: { open: string }) {
  return (
    <header class="side">
      <div class="side-content">
        <a class="brand" href="#/phones">
          <Logo /> Kith
        </a>
        <nav class="nav" aria-label="Screens">
          {screens.map((screen) => (
            <a key={screen.id} href={`#/${screen.id}`} aria-current={screen.id === open ? 'page' : undefined}>
              {icons[screen.id]}
              <span class="wide">{screen.title}</span>
              <span class="narrow">{screen.short}</span>
            </a>
          ))}
        </nav>
        <div class="side-foot">
          {!isLocalSession.value && <AddToken />}
          <div class="who">
            <span title="Who is signed in">{names()}</span>
            <button type="button" class="button small quiet icon" onClick={leave} aria-label="Sign out" title="Sign out">
              {icons.out}
            </button>
          </div>
          <div class="who">
            <span class="theme-name">Colours: {theme.value}</span>
            <button
              type="button"
              class="button small quiet icon"
              onClick={nextTheme}
              aria-label={`Colours: ${theme.value}. Change`}
              title="Change colours"
            >
              {THEME_ICONS[theme.value]}
            </button>
          </div>
        </div>
      </div>
    </header>
  );
}

function leave() {
  forgetParameters();
  signOut();
}

function names(): string {
  if (isLocalSession.value) {
    return 'Local stack';
  }
  return pastedClaims.value.map((claims) => (claims.backend ? `${claims.subject} (backend)` : claims.subject)).join(', ');
}
