package dev.kith.kit.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parser of requested changes of settings. */
public final class SettingsInput {

  private static final String AUTO_SYNC = "autoSync";
  private static final String RESTRICTED = "restricted";
  private static final String LAST_SEEN = "lastSeen";
  private static final int MAX_WORD_LENGTH = 16;

  /** All settings. */
  public static final Set<String> FIELDS = Set.of(AUTO_SYNC, RESTRICTED, LAST_SEEN);

  private SettingsInput() {}

  /**
   * Reads a change; absent settings stay unchanged.
   *
   * @throws ProblemException 403 if a user's token sets {@code restricted}: restricted users could
   *     lift their own restriction
   */
  public static SettingsChanged patch(
      Optional<Position> expects, boolean backend, @Nullable JsonNode body) {
    return patch(expects, backend, JsonFields.of(body, FIELDS));
  }

  /** Reads a change from an object in a larger body. */
  public static SettingsChanged patch(
      Optional<Position> expects, boolean backend, JsonFields json) {
    FIELDS.stream()
        .filter(json::isNull)
        .findAny()
        .ifPresent(field -> {
          throw JsonFields.invalid(
              json.path(field), "cannot be null; leave it out, or send a value");
        });
    var changed =
        new SettingsChanged(expects, json.flag(AUTO_SYNC), json.flag(RESTRICTED), lastSeen(json));
    if (!backend && changed.restricted().isPresent()) {
      throw ProblemException.of(
          Problem.Kind.FORBIDDEN,
          "Only a token with the role 'backend' may set 'restricted'; leave it out.",
          json.path(RESTRICTED));
    }
    return changed;
  }

  private static Optional<LastSeen> lastSeen(JsonFields json) {
    return json.text(LAST_SEEN, MAX_WORD_LENGTH)
        .map(word ->
            LastSeen.parse(word)
                .orElseThrow(() ->
                    JsonFields.invalid(json.path(LAST_SEEN), "must be \"exact\" or \"coarse\"")));
  }
}
