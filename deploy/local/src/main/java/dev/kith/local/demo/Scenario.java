package dev.kith.local.demo;

import dev.kith.local.token.Address;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Scenario: people whose profiles, rules and relations are request bodies of the API. */
public record Scenario(List<Participant> people) {

  /** Copy of {@code console/public/demo.json}. */
  private static final String FILE = "/demo/demo.json";

  /**
   * One person.
   *
   * @param contacts by peer
   * @param statuses statuses that the person has in turn; empty if it never changes
   */
  record Participant(
      Address address,
      JsonObject profile,
      JsonObject privacy,
      Map<String, JsonObject> contacts,
      List<String> blocks,
      List<String> statuses) {

    Participant {
      contacts = Map.copyOf(contacts);
      blocks = List.copyOf(blocks);
      statuses = List.copyOf(statuses);
    }

    private static Participant of(JsonObject json) {
      Map<String, JsonObject> contacts = new TreeMap<>();
      JsonObject peers = json.getJsonObject("contacts");
      peers.fieldNames().forEach(peer -> contacts.put(peer, peers.getJsonObject(peer)));
      return new Participant(
          new Address(json.getString("address")),
          json.getJsonObject("profile"),
          json.getJsonObject("privacy"),
          contacts,
          texts(json.getJsonArray("blocks")),
          texts(json.getJsonArray("statuses")));
    }
  }

  public Scenario {
    people = List.copyOf(people);
  }

  /** The scenario that the launcher contains. */
  public static Scenario ofLauncher() {
    try (InputStream file = Objects.requireNonNull(Scenario.class.getResourceAsStream(FILE))) {
      return of(new JsonObject(Buffer.buffer(file.readAllBytes())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Scenario of(JsonObject json) {
    return new Scenario(
        json.getJsonArray("people").stream()
            .map(person -> Participant.of((JsonObject) person))
            .toList());
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
