package dev.kith.notifier.topology;

import dev.kith.kit.config.KithConfig;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.delivery.ReplicaTopology;
import dev.kith.notifier.presence.PresenceConfig;
import dev.kith.notifier.presence.PresenceTopology;
import dev.kith.notifier.subject.SubjectTopology;
import dev.kith.notifier.updates.UpdatesTopology;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * Kafka Streams topology of the notifier, in two sub-topologies: from journal and mirrors to {@code
 * kith.fanout} in the tasks of the journal's partitions, and from there to the replicas, and to
 * {@code kith.updates} on request, in the tasks of the delivery partitions.
 */
@ApplicationScoped
public class NotifierTopology implements ServiceTopology {

  private final SubjectTopology subjects;
  private final ReplicaTopology replicas;
  private final UpdatesTopology updates;

  @Inject
  public NotifierTopology(
      KithConfig settings,
      NotifierConfig notifier,
      DeliveryPartitions deliveryPartitions,
      ReplicaTopology replicas,
      MeterRegistry metrics) {
    this(
        new SubjectTopology(
            settings.topics().partitions(),
            deliveryPartitions,
            new PresenceTopology(
                new PresenceConfig(notifier.presence().grace(), notifier.presence().nodeTimeout()),
                online ->
                    metrics
                        .counter("kith.presence.transitions", "to", online ? "online" : "offline")
                        .increment(),
                settings.topics().partitions())),
        replicas,
        new UpdatesTopology(
            deliveryPartitions, notifier.updatesSliceEntries(), notifier.updatesSlice()));
  }

  NotifierTopology(SubjectTopology subjects, ReplicaTopology replicas, UpdatesTopology updates) {
    this.subjects = subjects;
    this.replicas = replicas;
    this.updates = updates;
  }

  @Override
  public String service() {
    return "notifier-service";
  }

  @Override
  public Set<Topic> topics() {
    var topics = new HashSet<Topic>(SubjectTopology.TOPICS);
    topics.addAll(Set.of(Topics.UPDATES, Topics.SYNCS, Topics.WEBHOOKS));
    return Set.copyOf(topics);
  }

  @Override
  public Topology build(TopologyContext topologyContext) {
    var topology = new Topology();
    subjects.add(topology, topologyContext);
    replicas.add(topology, topologyContext, Optional.of(UpdatesTopology.WRITER));
    updates.add(topology, topologyContext.wire());
    return topology;
  }
}
