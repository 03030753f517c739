package dev.kith.kit.topology;

import dev.kith.schemas.Topic;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * What a service folds: its one topology, and the topics that it touches. Each service has exactly
 * one bean of it.
 */
public interface ServiceTopology {

  /** The service's name, such as {@code profile-service}. */
  String service();

  /** All topics it reads or writes; made if missing, their schemas registered before the start. */
  Set<Topic> topics();

  Topology build(TopologyContext topologyContext);
}
