package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Label;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.json.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader and validator of contacts in request bodies. */
public final class ContactInput {

  private static final String CONTACT = "contact";
  private static final String SUBSCRIBED = "subscribed";
  private static final String ANNOUNCED = "announced";
  private static final String LABELS = "labels";
  private static final Set<String> FIELDS = Set.of(CONTACT, SUBSCRIBED, ANNOUNCED, LABELS);

  private static final int MAX_LABEL_LENGTH = 64;

  private ContactInput() {}

  /** Reads a PUT body: absent fields become false or empty. */
  public static ContactChanged replacement(
      Optional<Position> expects, Address peer, @Nullable JsonNode body) {
    var named = patch(expects, peer, body);
    return new ContactChanged(
        expects,
        peer,
        Optional.of(named.contact().orElse(false)),
        Optional.of(named.subscribed().orElse(false)),
        Optional.of(named.announced().orElse(false)),
        Optional.of(named.labels().orElse(Set.of())));
  }

  /** Reads a PATCH body: absent fields stay unchanged. */
  public static ContactChanged patch(
      Optional<Position> expects, Address peer, @Nullable JsonNode body) {
    var json = JsonFields.of(body, FIELDS);
    FIELDS.stream()
        .filter(json::isNull)
        .findAny()
        .ifPresent(field -> {
          throw JsonFields.invalid(field, "must not be null; leave it out, or send false or []");
        });
    return new ContactChanged(
        expects,
        peer,
        json.flag(CONTACT),
        json.flag(SUBSCRIBED),
        json.flag(ANNOUNCED),
        labels(json).map(Set::copyOf));
  }

  /**
   * The event of a DELETE: clears all fields. {@code subscribed} becomes no, so that automatic sync
   * does not subscribe the owner again.
   */
  public static ContactChanged nothing(Optional<Position> expects, Address peer) {
    return new ContactChanged(
        expects,
        peer,
        Optional.of(false),
        Optional.of(false),
        Optional.of(false),
        Optional.of(Set.of()));
  }

  /** Reads and validates the labels of a body. */
  public static Optional<List<String>> labels(JsonFields json) {
    var labels = json.texts(LABELS, Limits.LABELS, MAX_LABEL_LENGTH);
    labels.ifPresent(ContactInput::check);
    return labels;
  }

  private static void check(List<String> labels) {
    for (var index = 0; index < labels.size(); index++) {
      if (!Label.isValid(labels.get(index))) {
        throw JsonFields.invalid(LABELS + "[" + index + "]", "is not a valid label: " + Label.RULE);
      }
    }
  }
}
