import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { parse } from 'yaml';

const asyncapi = parse(readFileSync('../../notifier-service/src/main/resources/META-INF/asyncapi.yaml', 'utf8'));
const follow = (reference: { $ref: string }): any =>
  reference.$ref.slice(2).split('/').reduce((node: any, key) => node[key.replaceAll('~1', '/')], asyncapi);

const framesOf = (operation: string) => asyncapi.operations[operation].messages.map((message: any) => follow(follow(message)));
const examples = (frames: any[]) => frames.flatMap((frame) => frame.examples.map((example: any) => example.payload));

/** The errors of a program that uses the types of frames. */
function errorsOf(program: string): string[] {
  const name = `${process.cwd()}/test/generated.ts`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es5.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, program, ts.ScriptTarget.ES2022) : getSourceFile.call(host, file, ...rest);
  const compiled = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(compiled).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** A type of TypeScript for a schema of the document. */
function typeOf(schema: any): string {
  if (schema.$ref) return typeOf(follow(schema));
  if (schema.const) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value: string) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => typeOf({ type })).join(' | ');
  if (schema.type === 'integer') return 'number';
  if (schema.type !== 'object') return schema.type;
  if (!schema.properties) return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  const isRequired = (name: string) => schema.required?.includes(name);
  const fields = Object.entries(schema.properties).map(([name, type]) => `${name}${isRequired(name) ? '' : '?'}: ${typeOf(type)}`);
  return `{ ${fields.join('; ')} }`;
}

const header = `import type { Frame, Message } from '../src/frames.js';\n`;

/** A program that is without errors if the types of the client are those of the document. */
function comparison(): string {
  const satisfies = (payloads: object[], type: string) =>
    payloads.map((payload) => `(${JSON.stringify(payload)} as const) satisfies ${type};`).join('\n');
  const said = [...framesOf('takePing'), ...framesOf('takeToken')];
  const union = (frames: any[]) => frames.map(({ payload }) => typeOf(payload)).join('\n | ');
  return `
    ${satisfies(examples(framesOf('tell')), 'Frame')}
    ${satisfies(examples(said), 'Message')}
    type Documented = ${union(framesOf('tell'))};
    type Said = ${union(said)};
    type Keys<F, T> = F extends { type: T } ? keyof F : never;
    type Differing<F extends { type: string }, D extends { type: string }> =
      | Exclude<F['type'], D['type']>
      | { [T in D['type']]: Keys<F, T> extends Keys<D, T> ? (Keys<D, T> extends Keys<F, T> ? never : T) : T }[D['type']];
    const none: [Differing<Frame, Documented> | Differing<Message, Said>] extends [never] ? true : Differing<Frame, Documented> = true;
    export { none };`;
}

test('frames have the types and fields of the AsyncAPI document, and no others', () => {
  assert.ok(examples(framesOf('tell')).length >= 9);
  assert.deepEqual(errorsOf(header + comparison()), []);
});

test('a field that the document does not have would be found', () => {
  const program = comparison().replace(/\bmatched: number/, 'counted: number');
  assert.notDeepEqual(errorsOf(header + program), []);
});

test('each close code of the AsyncAPI document has a meaning', async () => {
  const { closing } = await import('../src/closing.js');
  const codes = Object.keys(asyncapi.channels.session['x-close-codes']).map(Number);
  const byDefault = codes.filter((code) => closing(code).reason === 'connection-lost');
  // our own faults and lost connections: opened again with a pause
  assert.deepEqual(byDefault, [1000, 1001, 1002, 1003, 1006, 1007, 1009]);
});
