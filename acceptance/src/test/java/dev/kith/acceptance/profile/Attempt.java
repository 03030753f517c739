package dev.kith.acceptance.profile;

import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import java.util.List;
import java.util.Map;

/**
 * One conditional write and its response.
 *
 * @param expected the version that the write expects; empty if it expects that there is none
 * @param mark the value that it writes, which no other attempt writes
 */
record Attempt(Way way, String expected, String mark, Answer answer) {

  /** Kinds of writes, all of which change the same version. */
  enum Way {
    PUT_PROFILE,
    PATCH_PROFILE,
    PUT_PRIVACY
  }

  /** Sends the write for the owner, and waits for the response. */
  static Attempt of(Person owner, Way way, String expected, String mark) {
    Api api =
        expected.isEmpty()
            ? owner.api().with("If-None-Match", "*")
            : owner.api().with("If-Match", '"' + expected + '"');
    Answer answer =
        switch (way) {
          case PUT_PROFILE ->
              api.send("PUT", owner.profilePath(), json(Map.of("name", mark, "status", mark)));
          case PATCH_PROFILE -> api.send("PATCH", owner.profilePath(), json(Map.of("name", mark)));
          case PUT_PRIVACY -> api.send("PUT", owner.path("privacy"), json(rules(mark)));
        };
    return new Attempt(way, expected, mark, answer);
  }

  boolean won() {
    return answer.status() == 200;
  }

  boolean lost() {
    return answer.status() == 412;
  }

  /** Whether the write is in the journal, and the response came before its effect was known. */
  boolean isPending() {
    return answer.status() == 202;
  }

  /** The version that the write has made, if it took effect. */
  String version() {
    return isPending() ? answer.position() : versionOf(answer);
  }

  static String versionOf(Answer answer) {
    return answer.entityTag().replace("\"", "");
  }

  static Map<String, List<String>> rules(String mark) {
    return Map.of("name", List.of("deny user:" + mark));
  }

  private static String json(Object value) {
    return Json.of(value).toString();
  }
}
