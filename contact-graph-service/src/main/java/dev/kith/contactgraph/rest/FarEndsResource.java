package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.http.ForNodes;
import dev.kith.kit.http.Paths;
import dev.kith.kit.streams.Partitions;
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

/** Answers other nodes: what peers whose partitions are here say of an owner. */
@ForNodes
@Path(FarEndsResource.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class FarEndsResource {

  static final String PATH = Paths.INTERNAL + "/far-ends";

  private final FarEnds ends;

  FarEndsResource(FarEnds ends) {
    this.ends = ends;
  }

  /** An answer to each question, null to one about a peer that is not here. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public List<@Nullable List<FarEnd>> answer(JsonNode questions) {
    return questions.valueStream().map(PeersQuestion::read).map(this::answer).toList();
  }

  private @Nullable List<FarEnd> answer(PeersQuestion question) {
    try {
      return ends.here(question.peers(), question.owner());
    } catch (Partitions.NotHere | InvalidStateStoreException _) {
      return null;
    }
  }
}
