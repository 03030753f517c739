package dev.kith.profile.picture.decoder;

import java.time.Duration;

/**
 * Resource limits of decoder processes.
 *
 * @param processes number of processes per node; each decodes one picture at a time
 * @param processorTime maximum for one picture
 * @param megapixels pixels of the largest picture in millions
 */
public record DecoderLimits(int processes, Duration processorTime, int megapixels) {

  /** Wall-clock time per processor time: on a busy machine a process gets only a share. */
  private static final int WALL_CLOCK_FACTOR = 3;

  /** Decoded pixels and a copy with four bytes each, plus buffers of encoders. */
  private static final int PIXEL_BYTES = 10;

  private static final int BASE_MEGABYTES = 64;

  Duration wallClockTime() {
    return processorTime.multipliedBy(WALL_CLOCK_FACTOR);
  }

  /** Heap size of one process. */
  int heapMegabytes() {
    return BASE_MEGABYTES + PIXEL_BYTES * megapixels;
  }
}
