import { useState } from 'preact/hooks';
import { Code, Segments } from '../ui/parts.tsx';
import { setStatus } from './actions.ts';
import { curl, typescript } from './code.ts';
import type { Stage } from './stage.ts';

const LANGUAGES = { curl: 'curl', typescript: 'TypeScript' };

/** The last action of a phone, as a program would do it. */
export function CodePanel({ stage }: { stage: Stage }) {
  const [language, setLanguage] = useState<keyof typeof LANGUAGES>('curl');
  const { phone, action } = stage.last.value ?? { phone: stage.phones[0], action: setStatus('back') };
  const write = (stage.last.value && phone.wire.writes.value[0]) ?? {
    method: 'PATCH',
    path: `/v1/users/${phone.access.segment}/profile`,
    body: '{"status":"back"}',
  };
  const text = language === 'curl' ? curl(phone.address, write, location.origin) : typescript(phone.address, action, location.origin);
  return (
    <section class="card as-code" aria-label="The last action as code">
      <div class="card-head">
        <h2>
          As code{stage.last.value ? '' : ', for example'}:{' '}
          <span class="muted">
            {phone.address} {action.title}
          </span>
        </h2>
        <Segments label="Language" options={LANGUAGES} chosen={language} onChoose={setLanguage} />
      </div>
      <Code text={text} label={`${LANGUAGES[language]} of the last action`} />
    </section>
  );
}
