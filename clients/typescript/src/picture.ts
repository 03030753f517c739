import type { Answer, Send } from './http.js';
import { isProblem, type Problem } from './problem.js';
import { pause } from './time.js';

/** Between 0 and 1. */
export type ProgressListener = (part: number) => void;

export interface UploadOptions {
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

const CHUNK = 256 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };
const ATTEMPTS = 6;

/** Sends a file with tus, in parts; `path` is where uploads are created. */
export async function uploadPicture(send: Send, path: string, file: Blob, { onProgress, signal }: UploadOptions = {}) {
  const upload = await create(send, path, file.size, signal);
  let failures = 0;
  for (let offset = 0; offset < file.size; ) {
    try {
      const headers = { ...TUS, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
      const body = file.slice(offset, offset + CHUNK);
      offset = offsetOf(await send('PATCH', upload, { headers, body, signal }));
      failures = 0;
      onProgress?.(offset / file.size);
    } catch (problem) {
      if (!mayResume(problem) || ++failures === ATTEMPTS) throw problem;
      await pause(problem.retryAfter ?? 500 * failures, signal);
      const told = send('HEAD', upload, { headers: TUS, signal }).then(offsetOf);
      offset = await told.catch(() => offset);
    }
  }
}

async function create(send: Send, path: string, size: number, signal?: AbortSignal) {
  const { headers } = await send('POST', path, { headers: { ...TUS, 'Upload-Length': String(size) }, signal });
  return new URL(headers.get('Location')!, 'http://any').pathname;
}

const offsetOf = ({ headers }: Answer<unknown>) => Number(headers.get('Upload-Offset'));

function mayResume(problem: unknown): problem is Problem {
  return isProblem(problem) && (problem.status === 0 || problem.status >= 500 || [409, 423, 429].includes(problem.status));
}
