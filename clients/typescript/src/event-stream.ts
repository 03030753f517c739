import type { Frame } from './frames.js';
import { problemOf } from './problem.js';
import type { Listener } from './transport.js';

/** Reads a session as server-sent events, until it ends; with `fetch`, because `EventSource` cannot send a token. */
export async function readEventStream(fetcher: typeof fetch, url: string, token: string, listener: Listener, signal: AbortSignal) {
  const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${token}` };
  const response = await fetcher(url, { headers, signal });
  if (!response.ok) return refused(response, listener);
  let isOver = false;
  await readEvents(response.body!, (text) => {
    if (signal.aborted || isOver) return;
    if (!text) return listener.alive();
    const frame = JSON.parse(text) as Frame;
    isOver = frame.type === 'end';
    if (frame.type === 'end') listener.closed(frame.code, frame.reason);
    else listener.frame(frame);
  });
  if (!isOver) listener.closed(1006, 'The stream has ended');
}

/** The close codes of refused WebSockets, from the status. */
async function refused(response: Response, { closed }: Listener) {
  const { status, detail, retryAfter } = await problemOf(response);
  closed(status === 503 ? 1013 : status >= 500 ? 1011 : 4000 + status, detail, retryAfter);
}

/** Calls `receive` with the data of each event, and with '' for a comment. */
async function readEvents(body: ReadableStream<Uint8Array>, receive: (data: string) => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith('data:')) receive(line.slice(5));
      else if (line.startsWith(':')) receive('');
    }
  }
}
