package dev.kith.kit.halt;

import dev.kith.kit.membership.GroupMember;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Rebalance listener that reports each completed rebalance, after the listener of the streams. */
record RebalanceReporter(ConsumerRebalanceListener streams, GroupMember member)
    implements ConsumerRebalanceListener {

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    streams.onPartitionsRevoked(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    streams.onPartitionsLost(partitions);
  }

  /** Called at the end of each rebalance, with what was added; that may be nothing. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    streams.onPartitionsAssigned(partitions);
    member.rebalanced();
  }
}
