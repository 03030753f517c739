package dev.kith.acceptance.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.avro.Lifecycle;
import dev.kith.avro.Picture;
import dev.kith.avro.ProfileState;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * State of one address, rebuilt from {@code kith.profiles} alone or read from the API. Two are
 * equal if no part differs, not even the type of an attribute.
 *
 * @param profile the profile as a backend sees it; a missing node if there is none
 * @param rules the rules that the owner has set
 * @param position of the last event that took effect; empty if there is none
 */
record RebuiltProfile(
    String address, boolean present, JsonNode profile, JsonNode rules, String position) {

  static RebuiltProfile of(ProfileState state) {
    boolean present = state.getLifecycle() == Lifecycle.PRESENT;
    String position = state.getPosition().getPartition() + ":" + state.getPosition().getOffset();
    return new RebuiltProfile(
        state.getAddress(),
        present,
        present ? parsed(profile(state, position)) : Json.parse(""),
        parsed(new TreeMap<String, List<String>>(state.getPrivacy())),
        position);
  }

  /** Reads the state from profile-service. */
  static RebuiltProfile asked(Api backend, String address) {
    Answer profile = backend.get(Api.path(address) + "/profile");
    Answer rules = backend.get(Api.path(address) + "/privacy").ok();
    boolean present = profile.status() == 200;
    if (!present && profile.status() != 404) {
      throw new AssertionError(profile);
    }
    return new RebuiltProfile(
        address,
        present,
        present ? profile.body() : Json.parse(""),
        rules.body(),
        rules.header("ETag").orElse("").replace("\"", ""));
  }

  private static Map<String, Object> profile(ProfileState state, String position) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("address", state.getAddress());
    if (state.getName() != null) {
      profile.put("name", state.getName());
    }
    if (state.getStatus() != null) {
      profile.put("status", state.getStatus());
    }
    if (!state.getAttributes().isEmpty()) {
      profile.put("attributes", new TreeMap<>(state.getAttributes()));
    }
    if (state.getPicture() != null) {
      profile.put("picture", picture(state.getAddress(), state.getPicture()));
    }
    profile.put("position", position);
    return profile;
  }

  private static Map<String, Object> picture(String address, Picture picture) {
    return Map.of(
        "sha256", picture.getSha256(),
        "url", Api.path(address) + "/picture?sha256=" + picture.getSha256(),
        "mediaType", picture.getMediaType(),
        "width", picture.getWidth(),
        "height", picture.getHeight());
  }

  /** Converts through text, as a response does: 2.0 and 2 remain different values. */
  private static JsonNode parsed(Object value) {
    return Json.parse(Json.of(value).toString());
  }
}
