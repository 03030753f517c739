package dev.kith.kit.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses query parameters without a value, and those that are there twice. */
@Provider
public class QueryParameters implements ContainerRequestFilter {

  /** The options of a sync that comes as lines; its labels are a list. */
  private static final String SYNC = ":sync";

  @Override
  public void filter(ContainerRequestContext request) {
    var takesLists = request.getUriInfo().getPath().endsWith(SYNC);
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach((name, values) -> check(name, values, takesLists));
  }

  static void check(String name, List<String> values, boolean takesLists) {
    if (values.stream().anyMatch(String::isEmpty)) {
      throw StrictJson.invalid(
          StrictJson.shown(name, 64), "is empty; leave the parameter out, or give it a value");
    }
    if (values.size() > 1 && !takesLists) {
      throw StrictJson.invalid(
          StrictJson.shown(name, 64), "is there %d times; send it once".formatted(values.size()));
    }
  }
}
