package dev.kith.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next cursor of the next page, sealed by {@link PageCursors}; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Page size from the parameter {@code limit}.
   *
   * @throws ProblemException 400 unless it is a number from 1 to 500
   */
  public static int limit(@Nullable String limit) {
    if (limit == null) {
      return LIMIT;
    }
    try {
      var number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX_LIMIT) {
        return number;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw JsonFields.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
  }
}
