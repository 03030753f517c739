package dev.kith.kit.nodes;

import dev.kith.kit.streams.PartitionOwners;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Internal resource that lists the partitions that this node serves. */
@NodesOnly
@Path(UnservedPartitions.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ServedPartitionsResource {

  private final PartitionOwners partitionOwners;

  ServedPartitionsResource(PartitionOwners partitionOwners) {
    this.partitionOwners = partitionOwners;
  }

  @POST
  public List<String> served() {
    return partitionOwners.served().stream().map(TopicPartition::toString).toList();
  }
}
