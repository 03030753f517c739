package dev.kith.notifier.subject;

import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.presence.PresenceConfig;
import dev.kith.notifier.presence.PresenceTopology;
import dev.kith.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Part of the topology for the journal's tasks, on one partition of the journal.
 *
 * @param placed receives the partitions of the records that the fold writes, in their order
 */
public record SubjectsAlone(
    DeliveryPartitions deliveryPartitions,
    List<Integer> placed,
    PresenceConfig bounds,
    PresenceConfig.Transitions transitions)
    implements ServiceTopology {

  /** With four delivery partitions. */
  public SubjectsAlone() {
    this(new DeliveryPartitions(4), new ArrayList<>());
  }

  SubjectsAlone(DeliveryPartitions deliveryPartitions, List<Integer> placed) {
    this(deliveryPartitions, placed, PresenceConfig.DEFAULT, _ -> {});
  }

  /** With one delivery partition. */
  SubjectsAlone(PresenceConfig bounds, PresenceConfig.Transitions transitions) {
    this(new DeliveryPartitions(1), new ArrayList<>(), bounds, transitions);
  }

  @Override
  public String service() {
    return "subjects";
  }

  @Override
  public Set<Topic> topics() {
    return SubjectTopology.TOPICS;
  }

  @Override
  public Topology build(TopologyContext topologyContext) {
    var topology = new Topology();
    var presence = new PresenceTopology(bounds, transitions, 1);
    new SubjectTopology(1, deliveryPartitions, presence).add(topology, topologyContext);
    topology.addProcessor(
        "placed",
        TaskProcessor.of((ProcessorContext<Object, Object> _) ->
            (TaskProcessor.Work<byte[], PlacedRecord>)
                record -> placed.add(record.value().partition())),
        SubjectTopology.FOLD);
    return topology;
  }
}
