package dev.kith.profile.picture.decoder;

import java.time.Duration;

/**
 * What decoder processes may use.
 *
 * @param processes of one node, each of which decodes one picture at a time
 * @param processorTime of one picture
 * @param megapixels millions of pixels of the largest picture
 */
public record DecoderLimits(int processes, Duration processorTime, int megapixels) {

  /** On a busy machine a second of processor time takes longer. */
  private static final int WALL_CLOCK_FACTOR = 3;

  /** The pixels as they are decoded and a copy, with four bytes each, and encoders' buffers. */
  private static final int PIXEL_BYTES = 10;

  private static final int BASE_MEGABYTES = 64;

  Duration wallClockTime() {
    return processorTime.multipliedBy(WALL_CLOCK_FACTOR);
  }

  /** Of the heap of one process. */
  int heapMegabytes() {
    return BASE_MEGABYTES + PIXEL_BYTES * megapixels;
  }
}
