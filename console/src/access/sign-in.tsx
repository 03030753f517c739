import { isLocal } from './local.ts';
import { signInLocally } from './keyring.ts';
import { TokenForm } from './token-form.tsx';
import { Logo } from '../ui/logo.tsx';

/** The first page: a click on a local stack, a token everywhere else. */
export function SignIn() {
  return (
    <main class="sign-in" id="main">
      <div class="sign-in-box stack">
        <div class="brand">
          <Logo /> Kith
        </div>
        <div>
          <h1>See who sees what, and why</h1>
          <p class="lede">
            Kith keeps profiles, contacts, blocks and privacy rules, and pushes each change to the people who may see it. This console shows
            that on your own data.
          </p>
        </div>
        {isLocal.value && <LocalEntry />}
        {isLocal.value !== undefined && (
          <section class="card card-body stack" aria-labelledby="token-title">
            <h2 id="token-title">{isLocal.value ? 'Or paste a token' : 'Sign in with a token'}</h2>
            <p class="muted">
              A user’s token shows that user’s data. A token with the role <code>backend</code> shows everybody’s. It stays in this tab.
            </p>
            <TokenForm />
          </section>
        )}
      </div>
    </main>
  );
}

function LocalEntry() {
  return (
    <section class="card card-body stack" aria-labelledby="local-title">
      <h2 id="local-title">This is a local stack</h2>
      <p class="muted">Everything here is on your machine. No token is needed: you can act as any user.</p>
      <div>
        <button type="button" class="button primary" onClick={signInLocally}>
          Open the console
        </button>
      </div>
    </section>
  );
}
