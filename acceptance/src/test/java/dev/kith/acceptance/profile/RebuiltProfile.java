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
 * All that is known about one address: to a service that has read {@code kith.profiles} and nothing
 * else, or to one that asks for it. Two are equal when nothing distinguishes them, be it the type
 * of an attribute.
 *
 * @param profile what a backend is shown, a missing node if nothing
 * @param rules those that the owner gave
 * @param position of the last event that counted, empty if none did
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

  /** Asks the profile service. */
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

  /** Through text, as an answer comes: 2.0 stays another value than 2. */
  private static JsonNode parsed(Object value) {
    return Json.parse(Json.of(value).toString());
  }
}
