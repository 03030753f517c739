import type { Kith } from '@kith/client';
import { literal } from './literal.ts';

/** A write that a phone makes, and the TypeScript that does the same with a client called `kith`. */
export interface Action {
  title: string;
  run(kith: Kith): Promise<unknown>;
  typescript: string[];
}

export const setStatus = (status: string): Action => ({
  title: `sets the status to “${status}”`,
  run: (kith) => kith.me.update({ status }),
  typescript: [`await kith.me.update(${literal({ status })});`],
});

export const setPicture = (file: File): Action => ({
  title: 'sets a new picture',
  run: (kith) => kith.me.picture.put(file),
  typescript: [`await kith.me.picture.put(file); // from an <input type="file">`],
});

export const removePicture: Action = {
  title: 'removes the picture',
  run: (kith) => kith.me.picture.delete(),
  typescript: [`await kith.me.picture.delete();`],
};

/** Gives a field these rules; undefined: the default again. */
export const setRules = (title: string, field: string, rules: string[] | undefined): Action => ({
  title,
  async run(kith) {
    const editor = await kith.me.privacy.edit();
    if (rules) {
      rules.reduce((list, rule) => append(list, rule), editor.field(field).clear());
    } else {
      editor.reset(field);
    }
    await editor.save();
  },
  typescript: [
    `const rules = await kith.me.privacy.edit();`,
    rules ? `rules.field(${literal(field)}).clear()${rules.map(call).join('')};` : `rules.reset(${literal(field)});`,
    `await rules.save();`,
  ],
});

export const follow = (peer: string, subscribed: boolean): Action => ({
  title: subscribed ? `follows ${peer}` : `stops following ${peer}`,
  run: (kith) => kith.contacts.update(peer, { subscribed }),
  typescript: [`await kith.contacts.update(${literal(peer)}, ${literal({ subscribed })});`],
});

export const setContact = (peer: string, contact: boolean): Action => ({
  title: contact ? `adds ${peer} as contact` : `removes ${peer} from contacts`,
  run: (kith) => kith.contacts.update(peer, { contact }),
  typescript: [`await kith.contacts.update(${literal(peer)}, ${literal({ contact })});`],
});

export const block = (peer: string, blocked: boolean): Action => ({
  title: blocked ? `blocks ${peer}` : `unblocks ${peer}`,
  run: (kith) => (blocked ? kith.blocks.put(peer) : kith.blocks.delete(peer)),
  typescript: [`await kith.blocks.${blocked ? 'put' : 'delete'}(${literal(peer)});`],
});

type FieldRules = ReturnType<Awaited<ReturnType<Kith['me']['privacy']['edit']>>['field']>;

/** Appends `deny user:bob` by the call of the editor that means it. */
function append(list: FieldRules, rule: string): FieldRules {
  const { verb, kind, names } = parts(rule);
  return (list[verb] as unknown as Record<string, (...names: string[]) => FieldRules>)[kind]!(...names);
}

function call(rule: string): string {
  const { verb, kind, names } = parts(rule);
  return `.${verb}.${kind}(${names.map(literal).join('')})`;
}

function parts(rule: string): { verb: 'allow' | 'deny'; kind: string; names: string[] } {
  const [, verb = '', kind = '', name] = /^(allow|deny) (\w+)(?::(.*))?$/.exec(rule) ?? [];
  return { verb: verb as 'allow' | 'deny', kind, names: name === undefined ? [] : [name] };
}
