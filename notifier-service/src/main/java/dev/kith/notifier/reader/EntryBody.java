package dev.kith.notifier.reader;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Entry of an address book as JSON.
 *
 * @param profile absent exactly if the entry was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryBody(String subject, String kind, @Nullable JsonNode profile, String cursor) {

  private static final String JOINED = "joined";

  public boolean hasJoined() {
    return kind.equals(JOINED);
  }
}
