// Sends a file with tus-js-client and tells how it went, as one line of JSON.
//
//   TOKEN=… node upload.mjs FILE ENDPOINT CHUNK STOP_AT    begins; breaks off once STOP_AT bytes are accepted
//   TOKEN=… node upload.mjs FILE UPLOAD_URL                goes on with it to the end
import { createReadStream, statSync } from 'node:fs';
import { Upload } from 'tus-js-client';

const [file, url, chunk, stopAt] = process.argv.slice(2);
let resumedAt = null;

const tell = (outcome) => {
  console.log(JSON.stringify(outcome));
  process.exit(0);
};

const upload = new Upload(createReadStream(file), {
  ...(stopAt ? { endpoint: url } : { uploadUrl: url }),
  uploadSize: statSync(file).size,
  chunkSize: Number(chunk ?? 256 * 1024),
  retryDelays: [200, 500, 1000],
  headers: { Authorization: `Bearer ${process.env.TOKEN}` },
  onBeforeRequest: (request) => {
    if (request.getMethod() === 'PATCH') {
      resumedAt ??= Number(request.getHeader('Upload-Offset'));
    }
  },
  onChunkComplete: async (_, accepted, total) => {
    if (stopAt && accepted >= Number(stopAt) && accepted < total) {
      await upload.abort();
      tell({ state: 'broken off', url: upload.url, accepted });
    }
  },
  onSuccess: () => tell({ state: 'done', url: upload.url, resumedAt }),
  onError: (error) =>
    tell({ state: 'failed', status: error.originalResponse?.getStatus() ?? 0, message: error.message }),
});

upload.start();
