package dev.kith.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page begins, sealed by {@link PageCursors}; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  private static final int LIMIT = 50;
  private static final int MOST = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * How many items a page may have, as the parameter {@code limit} says.
   *
   * @throws ProblemException 400 for what is no number from 1 to 500
   */
  public static int limit(@Nullable String limit) {
    if (limit == null) {
      return LIMIT;
    }
    try {
      var number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw JsonFields.invalid("limit", "must be a number from 1 to " + MOST);
  }
}
