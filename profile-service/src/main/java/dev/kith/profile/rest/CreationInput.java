package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.view.SettingsInput;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of creation requests: {@code {"address", "profile", "privacy", "settings"}} for a user; a
 * group is given by {@code "id"} or by its address.
 */
@Singleton
public class CreationInput {

  private static final String ADDRESS = "address";
  private static final String ID = "id";
  private static final String PROFILE = "profile";
  private static final String PRIVACY = "privacy";
  private static final String SETTINGS = "settings";

  private static final Set<String> USER_FIELDS = Set.of(ADDRESS, PROFILE, PRIVACY, SETTINGS);
  private static final Set<String> GROUP_FIELDS = Set.of(ID, ADDRESS, PROFILE, PRIVACY, SETTINGS);

  private final Caller caller;
  private final ProfileInput profiles;
  private final PrivacyInput privacy;

  CreationInput(Caller caller, ProfileInput profiles, PrivacyInput privacy) {
    this.caller = caller;
    this.profiles = profiles;
    this.privacy = privacy;
  }

  /**
   * A requested profile, with the rules and settings that apply to it from the start.
   *
   * @param settings the requested settings
   * @param body the request body, for forwarding
   */
  record Creation(
      Address owner,
      Fields fields,
      Optional<PrivacyRules> privacy,
      Optional<SettingsChanged> settings,
      JsonNode body) {}

  Creation read(String kind, @Nullable JsonNode body) {
    var groups = kind.equals("groups");
    var json = JsonFields.of(body, groups ? GROUP_FIELDS : USER_FIELDS);
    var owner = groups ? group(json) : user(json);
    return new Creation(
        owner,
        profiles.nested(json, PROFILE),
        privacy.nested(json, PRIVACY),
        settings(json),
        json.node());
  }

  private Optional<SettingsChanged> settings(JsonFields json) {
    return json.nested(SETTINGS)
        .map(_ ->
            SettingsInput.patch(
                Optional.empty(), caller.isBackend(), json.nested(SETTINGS, SettingsInput.FIELDS)));
  }

  private Address user(JsonFields json) {
    return caller.resolve(
        "users",
        json.text(ADDRESS, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(ADDRESS, "is missing")));
  }

  private Address group(JsonFields json) {
    var id = json.text(ID, Address.LONGEST);
    var address = json.text(ADDRESS, Address.LONGEST);
    if (id.isPresent() == address.isPresent()) {
      throw JsonFields.invalid(ID, "is missing; give either 'id' or 'address'");
    }
    return id.map(text -> caller.resolve("groups", text))
        .or(() -> address.map(text -> Caller.anyone(text, ADDRESS)))
        .filter(Address::isGroup)
        .orElseThrow(() ->
            JsonFields.invalid(ADDRESS, "is not the address of a group: that starts with group:"));
  }
}
