package dev.kith.acceptance.profile;

import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import java.util.List;
import java.util.Map;

/**
 * One conditional write, and what was answered.
 *
 * @param expected the version that it was to replace, empty for one that was to be the first
 * @param mark what it wrote, which nobody else did
 */
record Attempt(Way way, String expected, String mark, Answer answer) {

  /** Writes that share one version. */
  enum Way {
    PUT_PROFILE,
    PATCH_PROFILE,
    PUT_PRIVACY
  }

  /** Sends it for the owner, and waits. */
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

  /** The version that it made. */
  String version() {
    return versionOf(answer);
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
