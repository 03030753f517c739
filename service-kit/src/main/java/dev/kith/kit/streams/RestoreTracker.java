package dev.kith.kit.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * State restore listener that counts the records which this node still has to restore from
 * changelogs.
 */
final class RestoreTracker implements StateRestoreListener {

  private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

  /** Records of all stores together, including transaction markers. */
  double remaining() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long first, long end) {
    left.put(changelog, end - first);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long count) {
    left.computeIfPresent(changelog, (_, before) -> Math.max(0, before - count));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    left.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    left.remove(changelog);
  }
}
