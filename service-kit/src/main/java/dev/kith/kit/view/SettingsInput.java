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

/** Reads which settings are to change. */
public final class SettingsInput {

  private static final String AUTO_SYNC = "autoSync";
  private static final String RESTRICTED = "restricted";
  private static final String LAST_SEEN = "lastSeen";
  private static final int LONGEST_WORD = 16;

  /** All that there are. */
  public static final Set<String> FIELDS = Set.of(AUTO_SYNC, RESTRICTED, LAST_SEEN);

  private SettingsInput() {}

  /**
   * What is absent stays as it is.
   *
   * @throws ProblemException 403 if someone else than a backend names the restriction: who is
   *     restricted could lift it
   */
  public static SettingsChanged patch(
      Optional<Position> expects, boolean backend, @Nullable JsonNode body) {
    return patch(expects, backend, JsonFields.of(body, FIELDS));
  }

  /** Reads the same from an object in a larger body. */
  public static SettingsChanged patch(
      Optional<Position> expects, boolean backend, JsonFields json) {
    FIELDS.stream()
        .filter(json::isNull)
        .findAny()
        .ifPresent(field -> {
          throw JsonFields.invalid(
              json.path(field), "cannot be null; leave it out, or say what it is to be");
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
    return json.text(LAST_SEEN, LONGEST_WORD)
        .map(word ->
            LastSeen.parse(word)
                .orElseThrow(() ->
                    JsonFields.invalid(json.path(LAST_SEEN), "must be \"exact\" or \"coarse\"")));
  }
}
