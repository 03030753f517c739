package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.http.StrictJson;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which settings are to change. */
final class SettingsInput {

  private static final String AUTO_SYNC = "autoSync";
  private static final String RESTRICTED = "restricted";
  private static final String LAST_SEEN = "lastSeen";
  private static final int LONGEST_WORD = 16;
  private static final Set<String> FIELDS = Set.of(AUTO_SYNC, RESTRICTED, LAST_SEEN);

  private SettingsInput() {}

  /**
   * What is absent stays as it is.
   *
   * @throws ProblemException 403 if someone else than a backend names the restriction: who is
   *     restricted could lift it
   */
  static SettingsChanged patch(
      Optional<Position> expects, boolean backend, @Nullable JsonNode body) {
    var json = StrictJson.of(body, FIELDS);
    FIELDS.stream()
        .filter(json::isNull)
        .findAny()
        .ifPresent(field -> {
          throw StrictJson.invalid(field, "cannot be null; leave it out, or say what it is to be");
        });
    var changed =
        new SettingsChanged(expects, json.flag(AUTO_SYNC), json.flag(RESTRICTED), lastSeen(json));
    if (!backend && changed.restricted().isPresent()) {
      throw ProblemException.of(
          Problem.Kind.FORBIDDEN,
          "Only a token with the role 'backend' may set 'restricted'; leave it out.",
          RESTRICTED);
    }
    return changed;
  }

  private static Optional<LastSeen> lastSeen(StrictJson json) {
    return json.text(LAST_SEEN, LONGEST_WORD)
        .map(word ->
            LastSeen.parse(word)
                .orElseThrow(
                    () -> StrictJson.invalid(LAST_SEEN, "must be \"exact\" or \"coarse\"")));
  }
}
