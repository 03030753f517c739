package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.StrictJson;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be created: {@code {"address", "profile"}} for a user, {@code {"id", "profile"}}
 * for a group, which may also be given by its address.
 */
@Singleton
public class CreationInput {

  private static final String ADDRESS = "address";
  private static final String ID = "id";
  private static final String PROFILE = "profile";

  private final Caller caller;
  private final ProfileInput profiles;

  CreationInput(Caller caller, ProfileInput profiles) {
    this.caller = caller;
    this.profiles = profiles;
  }

  /** A profile that is to be; {@code body} is what was asked. */
  record Creation(Address owner, Fields fields, JsonNode body) {}

  Creation read(String kind, @Nullable JsonNode body) {
    var groups = kind.equals("groups");
    var known = groups ? Set.of(ID, ADDRESS, PROFILE) : Set.of(ADDRESS, PROFILE);
    var json = StrictJson.of(body, known);
    var owner = groups ? group(json) : user(json);
    return new Creation(owner, profiles.nested(json, PROFILE), json.node());
  }

  private Address user(StrictJson json) {
    return caller.resolve(
        "users",
        json.text(ADDRESS, Address.LONGEST)
            .orElseThrow(() -> StrictJson.invalid(ADDRESS, "is missing")));
  }

  private Address group(StrictJson json) {
    var id = json.text(ID, Address.LONGEST);
    var address = json.text(ADDRESS, Address.LONGEST);
    if (id.isPresent() == address.isPresent()) {
      throw StrictJson.invalid(ID, "has to be given, or 'address' in its place");
    }
    return id.map(text -> caller.resolve("groups", text))
        .or(() -> address.map(text -> Caller.anyone(text, ADDRESS)))
        .filter(Address::isGroup)
        .orElseThrow(() -> StrictJson.invalid(ADDRESS, "is no group's: it starts with group:"));
  }
}
