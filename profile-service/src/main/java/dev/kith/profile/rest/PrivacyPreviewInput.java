package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.PrivacyRules;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader and validator of the body of a preview: rules, and the viewers that it is about. */
@Singleton
public class PrivacyPreviewInput {

  private static final String RULES = "rules";
  private static final String AS = "as";
  private static final int MAX_VIEWERS = 20;

  private final PrivacyInput privacy;

  PrivacyPreviewInput(PrivacyInput privacy) {
    this.privacy = privacy;
  }

  /**
   * A checked body.
   *
   * @param viewers in the order of the body, each once
   */
  record Asked(PrivacyRules rules, SequencedSet<Address> viewers) {}

  Asked read(@Nullable JsonNode body) {
    var json = JsonFields.of(body, Set.of(RULES, AS));
    var rules =
        privacy
            .nested(json, RULES)
            .orElseThrow(() -> JsonFields.invalid(RULES, "must be a JSON object"));
    return new Asked(rules, AddressList.read(json, AS, MAX_VIEWERS, Caller::user));
  }
}
