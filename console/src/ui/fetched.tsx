import type { ComponentChildren } from 'preact';
import { Failure, Loading } from './parts.tsx';
import type { Data } from './use-data.ts';

/** Data that is read from the server, or why it is not there yet. */
export function Fetched<T>({ from, children }: { from: Data<T>; children: (data: T) => ComponentChildren }) {
  if (from.data) {
    return <>{children(from.data)}</>;
  }
  return from.failure !== undefined ? (
    <Failure failure={from.failure} onRetry={from.reload} />
  ) : (
    <div class="card card-body">
      <Loading lines={8} />
    </div>
  );
}
