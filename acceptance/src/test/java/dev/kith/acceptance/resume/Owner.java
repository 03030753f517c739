package dev.kith.acceptance.resume;

import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.resume.Secrets.By;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Owner whose profile, rules and relations change at random, one write after the other. */
final class Owner {

  private static final List<List<String>> RULES =
      List.of(
          List.of("allow everyone"),
          List.of("allow contacts"),
          List.of("deny label:rivals", "allow everyone"));

  private static final int UNAVAILABLE = 500;
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

  private final Person person;
  private final List<Person> subscribers;
  private final Secrets secrets;

  Owner(Person person, List<Person> subscribers, Secrets secrets) {
    this.person = person;
    this.subscribers = List.copyOf(subscribers);
    this.secrets = secrets;
  }

  void write(Random random) {
    Person viewer = subscribers.get(random.nextInt(subscribers.size()));
    switch (random.nextInt(20)) {
      case 0, 1 -> block(viewer);
      case 2, 3, 4 -> unblock(viewer);
      case 5 -> hideStatus();
      case 6, 7, 8 -> showStatus(RULES.get(random.nextInt(RULES.size())));
      case 9 -> relate(viewer, Map.of("contact", random.nextBoolean()));
      case 10 ->
          relate(viewer, Map.of("labels", random.nextBoolean() ? List.of("rivals") : List.of()));
      case 11 -> done(person.api().delete(person.profilePath()));
      default -> say(random);
    }
  }

  private void say(Random random) {
    String status = Integer.toString(secrets.nextNumber());
    // if the profile was deleted, a PUT creates it again
    done(
        random.nextInt(3) == 0
            ? send("PUT", person.profilePath(), Map.of("name", person.address(), "status", status))
            : send("PATCH", person.profilePath(), Map.of("status", status)));
  }

  private void block(Person viewer) {
    if (done(person.api().send("PUT", blockOf(viewer), ""))) {
      secrets.closed(person.address(), viewer.address(), By.BLOCK);
    }
  }

  private void unblock(Person viewer) {
    secrets.opening(person.address(), viewer.address(), By.BLOCK);
    done(person.api().delete(blockOf(viewer)));
  }

  private void hideStatus() {
    if (done(send("PUT", person.path("privacy"), Map.of("status", List.of("deny everyone"))))) {
      secrets.closedToAll(person.address(), By.RULE);
    }
  }

  private void showStatus(List<String> rules) {
    secrets.openingToAll(person.address(), By.RULE);
    done(send("PUT", person.path("privacy"), Map.of("status", rules)));
  }

  private void relate(Person viewer, Map<String, Object> parts) {
    done(send("PATCH", person.contactPath(viewer), parts));
  }

  private String blockOf(Person viewer) {
    return person.path("blocks/" + Api.encoded(viewer.address()));
  }

  private Answer send(String method, String path, Map<String, Object> body) {
    return person.api().send(method, path, Json.of(body).toString());
  }

  /**
   * Repeats a request until a node answers it; the request must be harmless if it is carried out
   * twice.
   */
  static void repeat(Supplier<Answer> request) {
    await()
        .atMost(ANSWERS_WITHIN)
        .pollDelay(Duration.ZERO)
        .ignoreException(UncheckedIOException.class)
        .until(() -> request.get().status() < UNAVAILABLE);
  }

  /**
   * Whether the write is acknowledged; it is not after 202, if a node is down, or if there is
   * nothing to change.
   */
  static boolean done(Answer answer) {
    return switch (answer.status()) {
      case 200, 201, 204 -> true;
      case 202, 404, 409, 502, 503, 504 -> false;
      default -> throw new AssertionError(answer);
    };
  }
}
