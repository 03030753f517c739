package dev.kith.notifier.live.partition;

import dev.kith.notifier.wire.UpdateEncoder;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Creator of live partitions.
 *
 * @param topic identity of the topic as cursors have it; may block at the first call
 * @param recentBytes bound of the memory of one partition for recent records
 */
public record LivePartitions(
    Supplier<String> topic, UpdateEncoder encoder, InstantSource clock, long recentBytes) {

  /**
   * Creates a partition without sessions.
   *
   * @param position offset of the first record that it will take
   */
  public LivePartition create(int number, long position, StoreReads reads) {
    var context = new LiveContext(number, topic.get(), encoder, new ReplayRules(), clock);
    return new LivePartition(context, position, recentBytes, reads);
  }
}
