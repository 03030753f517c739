package dev.kith.kit.http;

import dev.kith.kit.topology.ServiceTopology;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Resource that names the service; reads no store and needs no token. */
@Path(RootResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class RootResource {

  /** The $ keeps it from being a prefix of other paths, which would turn their 405 into 404. */
  static final String PATH = "/{root:v1$}";

  private final Root root;

  RootResource(ServiceTopology topology) {
    this.root = new Root(topology.service(), "v1");
  }

  /** Name of the service and version of its API. */
  public record Root(String service, String api) {}

  @GET
  @PermitAll
  @NonBlocking
  public Root get() {
    return root;
  }
}
