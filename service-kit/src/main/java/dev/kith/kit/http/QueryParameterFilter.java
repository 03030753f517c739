package dev.kith.kit.http;

import dev.kith.kit.json.JsonFields;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Filter that refuses query parameters without a value and repeated ones. */
public class QueryParameterFilter {

  /**
   * The options of a sync whose body is text lines are query parameters; its labels may be
   * repeated.
   */
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
          JsonFields.shown(name, 64), "was sent %d times; send it once".formatted(values.size()));
    }
  }
}
