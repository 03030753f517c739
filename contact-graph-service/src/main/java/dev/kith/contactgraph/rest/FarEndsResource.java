package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Paths;
import dev.kith.kit.http.StrictJson;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For other nodes of the service alone: what peers whose partitions are here say of an owner. */
@Path(FarEndsResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class FarEndsResource {

  static final String PATH = Paths.INTERNAL + "/far-ends";
  static final String OWNER = "owner";
  static final String PEERS = "peers";

  /** As many as {@link FarEnds} is asked for at once. */
  static final int MOST = 500;

  private final FarEnds ends;

  FarEndsResource(FarEnds ends) {
    this.ends = ends;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public List<FarEnd> answer(@Nullable JsonNode question) {
    var json = StrictJson.of(question, Set.of(OWNER, PEERS));
    var owner =
        json.text(OWNER, Address.LONGEST)
            .orElseThrow(() -> StrictJson.invalid(OWNER, "is missing"));
    var peers =
        json.texts(PEERS, MOST, Address.LONGEST)
            .orElseThrow(() -> StrictJson.invalid(PEERS, "is missing"));
    return ends.here(
        peers.stream().map(peer -> Caller.anyone(peer, PEERS)).toList(),
        Caller.anyone(owner, OWNER));
  }
}
