package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One update as it stands on a screen or in an address book: all it says, but for its cursor. Two
 * are equal when nobody could tell them apart.
 */
public record Seen(String kind, String subject, JsonNode profile) {

  public static Seen changed(Person subject, ProfileText view) {
    return new Seen("changed", subject.address(), view.seenAs(subject.address()));
  }

  public static Seen joined(Person subject, ProfileText view) {
    return new Seen("joined", subject.address(), view.seenAs(subject.address()));
  }

  public static Seen removed(Person subject) {
    return new Seen("removed", subject.address(), MissingNode.getInstance());
  }

  /** From a frame, or from an entry of an address book. */
  static Seen of(JsonNode update) {
    return new Seen(
        update.path("kind").asText(), update.path("subject").asText(), update.path("profile"));
  }

  /** The name that this shows, empty if none. */
  public String name() {
    return profile.path("name").asText();
  }

  /** The status that this shows, empty if none. */
  public String status() {
    return profile.path("status").asText();
  }
}
