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
 * Reads what is to be created: {@code {"address", "profile", "privacy", "settings"}} for a user,
 * {@code "id"} in place of the address for a group, which may also be given by its address.
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
   * A profile that is to be, and the rules and settings that are to hold from its first moment.
   *
   * @param settings what they change
   * @param body what was asked
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
      throw JsonFields.invalid(ID, "has to be given, or 'address' in its place");
    }
    return id.map(text -> caller.resolve("groups", text))
        .or(() -> address.map(text -> Caller.anyone(text, ADDRESS)))
        .filter(Address::isGroup)
        .orElseThrow(() -> JsonFields.invalid(ADDRESS, "is no group's: it starts with group:"));
  }
}
