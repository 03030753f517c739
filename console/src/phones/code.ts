import type { Write } from '../kith/wire.ts';
import type { Action } from './actions.ts';

/** A write as a command of the shell. */
export function curl(owner: string, write: Pick<Write, 'method' | 'path' | 'body'>, origin: string): string {
  const [picture, upload] = write.path.split('/uploads');
  if (upload !== undefined) {
    // the client sends a picture in parts, which can be resumed; with curl one request is simpler
    return [`curl -X PUT ${origin}${picture}`, authorization(owner), `  -H 'Content-Type: image/png'`, `  --data-binary @picture.png`].join(
      ' \\\n',
    );
  }
  const lines = [`curl -X ${write.method} ${origin}${write.path}`, authorization(owner)];
  if (write.body !== undefined) {
    lines.push(`  -H 'Content-Type: application/json'`, `  -d '${write.body.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n');
}

function authorization(owner: string): string {
  return `  -H "Authorization: Bearer $(./kith token ${owner})"`;
}

/** An action with the client, from the connection on. */
export function typescript(owner: string, action: Action, origin: string): string {
  return [
    `import { connect } from '@kith/client';`,
    ``,
    `const token = '…'; // what ./kith token ${owner} prints`,
    `const kith = connect('${origin}', { token: async () => token });`,
    ...action.typescript,
  ].join('\n');
}
