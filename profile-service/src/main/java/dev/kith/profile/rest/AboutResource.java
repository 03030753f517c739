package dev.kith.profile.rest;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What answers at the root of the API, for whoever comes without knowing. */
@Path(AboutResource.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class AboutResource {

  /** The $ keeps it from being a prefix of other paths, which would turn their 405 into 404. */
  static final String PATH = "/{root:v1$}";

  /**
   * Where to go on.
   *
   * @param documentation the path of pages that show the contract
   * @param openapi the path of the contract
   */
  record About(String name, String documentation, String openapi) {}

  @GET
  @NonBlocking
  public About get() {
    return new About("Kith", "/q/swagger-ui", "/q/openapi");
  }
}
