package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.http.ForNodes;
import dev.kith.kit.http.Paths;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers other nodes: whom peers whose partitions are here have as contacts. */
@ForNodes
@Path(CirclesResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class CirclesResource {

  static final String PATH = Paths.INTERNAL + "/circles";

  private final Circles circles;

  CirclesResource(Circles circles) {
    this.circles = circles;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Integer> answer(@Nullable JsonNode question) {
    var asked = PeersQuestion.read(question);
    return circles.here(asked.peers(), asked.owner());
  }
}
