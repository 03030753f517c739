package dev.kith.acceptance.resume;

import static dev.kith.harness.client.ProfileText.aProfile;

import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody who changes their status all the time, one number after the other. */
final class Speaker {

  private static final long PAUSE_MILLIS = 20;

  private final Person person;
  private volatile boolean enough;
  private volatile int said;
  private CompletableFuture<Void> speaking = CompletableFuture.completedFuture(null);

  Speaker(Person person) {
    this.person = person;
    person.puts(aProfile().saying("0"));
  }

  Person person() {
    return person;
  }

  void start() {
    speaking = CompletableFuture.runAsync(this::speak, task -> Thread.ofVirtual().start(task));
  }

  /** The last number that was acknowledged. */
  int stop() {
    enough = true;
    speaking.join();
    return said;
  }

  private void speak() {
    int next = 1;
    while (!enough) {
      String status = Integer.toString(next);
      String body = Json.of(Map.of("status", status)).toString();
      Answer answer = person.api().send("PATCH", person.profilePath(), body);
      // its verdict may be late where the machine is slow: then it is said again
      if (answer.status() != 202) {
        answer.ok();
        said = next++;
      }
      Nodes.pause(PAUSE_MILLIS);
    }
  }
}
