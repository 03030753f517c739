package dev.kith.notifier.live.partition;

import dev.kith.notifier.live.Origin;
import dev.kith.notifier.live.frame.FrameContext;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.wire.UpdateEncoder;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What all subjects of a live partition share.
 *
 * @param topic identity of the topic, for cursors
 */
record LiveContext(
    int partition, String topic, UpdateEncoder encoder, ReplayRules rules, InstantSource clock) {

  /** Context of the frames that a record causes. */
  FrameContext frames(Origin origin) {
    return new FrameContext(encoder, cursor(origin.offset()), Optional.of(origin));
  }

  /** Context of the frames of what was read, when everything up to {@code offset} was shown. */
  FrameContext framesAt(long offset) {
    return new FrameContext(encoder, cursor(offset), Optional.empty());
  }

  private Cursor cursor(long offset) {
    return new Cursor(partition, offset, topic);
  }
}
