package dev.kith.acceptance.resume;

import static dev.kith.harness.client.ProfileText.aProfile;

import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Person who changes their status all the time, from one number to the next. */
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

  /** Stops the changes, and returns the last number that was acknowledged. */
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
      // 202: on a slow machine the verdict may be late; then the same number is written again
      if (answer.status() != 202) {
        answer.ok();
        said = next++;
      }
      Nodes.pause(PAUSE_MILLIS);
    }
  }
}
