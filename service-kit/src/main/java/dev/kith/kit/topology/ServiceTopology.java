package dev.kith.kit.topology;

import dev.kith.schemas.Topic;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * Topology of a service, and the topics that it uses. Each service has exactly one bean of this
 * type.
 */
public interface ServiceTopology {

  /** Name of the service, such as {@code profile-service}. */
  String service();

  /**
   * All topics that the service reads or writes. Missing ones are created, and their schemas are
   * registered before the start.
   */
  Set<Topic> topics();

  Topology build(TopologyContext topologyContext);
}
