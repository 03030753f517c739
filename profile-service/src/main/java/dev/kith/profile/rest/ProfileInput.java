package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.DisplayName;
import dev.kith.domain.Fields;
import dev.kith.kit.json.JsonFields;
import dev.kith.profile.ProfileConfig;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client wants a profile to say; what is not allowed ends the request with 400. */
@Singleton
public class ProfileInput {

  private static final Set<String> FIELDS = Set.of(Fields.NAME, Fields.STATUS, Fields.ATTRIBUTES);

  private final ProfileConfig settings;
  private final AttributeInput attributes;

  ProfileInput(ProfileConfig settings) {
    this.settings = settings;
    this.attributes = new AttributeInput(settings);
  }

  /** All that the profile says; null is as good as absent. */
  Fields whole(@Nullable JsonNode body) {
    return whole(JsonFields.of(body, FIELDS));
  }

  /** The same, from a field of a larger body; no field, no fields. */
  Fields nested(JsonFields body, String field) {
    return body.nested(field).isPresent() ? whole(body.nested(field, FIELDS)) : Fields.EMPTY;
  }

  private Fields whole(JsonFields json) {
    var fields = fields(json);
    check(fields);
    return fields;
  }

  /** What changes; null removes. */
  ProfilePatch patch(@Nullable JsonNode body) {
    var json = JsonFields.of(body, FIELDS);
    var removed = new HashSet<>(attributes.removed(json));
    FIELDS.stream().filter(json::isNull).forEach(removed::add);
    return new ProfilePatch(fields(json), removed);
  }

  /** Whether a whole profile may say this; a patch is judged by what comes of it. */
  void check(Fields fields) {
    attributes.check(fields.attributes());
  }

  private Optional<String> name(JsonFields json) {
    var name = json.text(Fields.NAME, settings.nameLength());
    if (name.filter(text -> !DisplayName.isAllowed(text)).isPresent()) {
      throw JsonFields.invalid(json.path(Fields.NAME), DisplayName.RULE + "; null removes a name");
    }
    return name;
  }

  private Fields fields(JsonFields json) {
    return new Fields(
        name(json),
        json.text(Fields.STATUS, settings.statusLength()),
        Optional.empty(),
        attributes.present(json));
  }
}
