package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.http.Paths;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For other nodes of the service alone: what peers whose partitions are here say of an owner. */
@Path(FarEndsResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class FarEndsResource {

  static final String PATH = Paths.INTERNAL + "/far-ends";

  private final FarEnds ends;

  FarEndsResource(FarEnds ends) {
    this.ends = ends;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public List<FarEnd> answer(@Nullable JsonNode question) {
    var asked = PeersQuestion.read(question);
    return ends.here(asked.peers(), asked.owner());
  }
}
