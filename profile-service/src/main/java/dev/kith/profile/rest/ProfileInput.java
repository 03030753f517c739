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

/** Reader and validator of profiles and merge patches in request bodies; invalid input gets 400. */
@Singleton
public class ProfileInput {

  private static final Set<String> FIELDS = Set.of(Fields.NAME, Fields.STATUS, Fields.ATTRIBUTES);

  private final ProfileConfig settings;
  private final AttributeInput attributes;

  ProfileInput(ProfileConfig settings) {
    this.settings = settings;
    this.attributes = new AttributeInput(settings);
  }

  /** Reads a complete profile; null means absent. */
  Fields whole(@Nullable JsonNode body) {
    return whole(JsonFields.of(body, FIELDS));
  }

  /** Reads a complete profile from a field of a larger body; empty if the field is absent. */
  Fields nested(JsonFields body, String field) {
    return body.nested(field).isPresent() ? whole(body.nested(field, FIELDS)) : Fields.EMPTY;
  }

  private Fields whole(JsonFields json) {
    var fields = fields(json);
    check(fields);
    return fields;
  }

  /** Reads a merge patch; null removes a field. */
  ProfilePatch patch(@Nullable JsonNode body) {
    var json = JsonFields.of(body, FIELDS);
    var removed = new HashSet<>(attributes.removed(json));
    FIELDS.stream().filter(json::isNull).forEach(removed::add);
    return new ProfilePatch(fields(json), removed);
  }

  /**
   * Ends the request with 400 if a profile must not have these fields; for a patch, check its
   * result.
   */
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
