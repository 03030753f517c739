package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Update in a session, or entry of an address book, with everything that a client sees in it except
 * its cursor.
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

  /** Reads a frame, or an entry of an address book. */
  static Seen of(JsonNode update) {
    return new Seen(
        update.path("kind").asText(), update.path("subject").asText(), update.path("profile"));
  }

  /** Returns the name in the profile; an empty string if there is none. */
  public String name() {
    return profile.path("name").asText();
  }

  /** Returns the status in the profile; an empty string if there is none. */
  public String status() {
    return profile.path("status").asText();
  }
}
