package dev.kith.kit.http;

import dev.kith.kit.json.JsonFields;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters without a value, and those that are there twice. */
public class QueryParameterFilter {

  /** The options of a sync that comes as lines; its labels are a list. */
  private static final String SYNC = ":sync";

  @ServerRequestFilter(nonBlocking = true, priority = Priorities.USER - 1)
  public void check(UriInfo uri) {
    var takesLists = uri.getPath().endsWith(SYNC);
    uri.getQueryParameters().forEach((name, values) -> check(name, values, takesLists));
  }

  static void check(String name, List<String> values, boolean takesLists) {
    if (values.stream().anyMatch(String::isEmpty)) {
      throw JsonFields.invalid(
          JsonFields.shown(name, 64), "is empty; leave the parameter out, or give it a value");
    }
    if (values.size() > 1 && !takesLists) {
      throw JsonFields.invalid(
          JsonFields.shown(name, 64), "is there %d times; send it once".formatted(values.size()));
    }
  }
}
