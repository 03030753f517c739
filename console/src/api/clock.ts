/** Milliseconds since 1970, with fractions: what the latency of a frame is measured with. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
