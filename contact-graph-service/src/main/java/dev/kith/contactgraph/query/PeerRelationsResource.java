package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.nodes.NodesOnly;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.streams.PartitionOwners;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Internal resource for other nodes: relations of peers whose partitions are on this node. */
@NodesOnly
@Path(PeerRelationsResource.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class PeerRelationsResource {

  static final String PATH = Paths.INTERNAL + "/peer-relations";

  private final PeerRelations ends;

  PeerRelationsResource(PeerRelations ends) {
    this.ends = ends;
  }

  /** Returns one result for each query; null if a peer's partition is not on this node. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public List<@Nullable List<PeerRelation>> answer(JsonNode questions) {
    return questions.valueStream().map(PeerRelationsQuery::read).map(this::answer).toList();
  }

  private @Nullable List<PeerRelation> answer(PeerRelationsQuery question) {
    try {
      return ends.here(question.peers(), question.owner());
    } catch (PartitionOwners.NotHere | InvalidStateStoreException _) {
      return null;
    }
  }
}
