package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.harness.Arrivals;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Load of 200 status changes per second, to several people in turn. It records which changes were
 * acknowledged, and their offsets in the journal.
 */
public final class SteadyChanges {

  private static final long PERIOD_MICROS = 5_000;
  // the requests of one second: a machine that is too slow does not collect more open requests
  private static final int MOST_OPEN = 200;
  private static final Duration SENT_WITHIN = Duration.ofMinutes(2);

  /** An acknowledged status and its offset. */
  private record Acknowledged(String status, long offset) {}

  private final List<Person> people;
  private final int count;
  private final Arrivals<Integer> sent = new Arrivals<>();
  private final List<CompletableFuture<Answer>> answers = new ArrayList<>();
  private final Map<String, Map<String, Acknowledged>> acknowledged = new ConcurrentHashMap<>();
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  public SteadyChanges(List<Person> people, int count) {
    this.people = people;
    this.count = count;
  }

  public void start() {
    var _ = clock.scheduleAtFixedRate(this::sendNext, 0, PERIOD_MICROS, TimeUnit.MICROSECONDS);
  }

  public void awaitSent(int number) throws InterruptedException {
    assertThat(sent.await(sentNow -> sentNow >= number, SENT_WITHIN)).isPresent();
  }

  /** Waits for all responses; none may be an error, because only notifier-service is down. */
  public void awaitAllAcknowledged() throws InterruptedException {
    awaitSent(count);
    answers.forEach(CompletableFuture::join);
    assertThat(acknowledged.values().stream().mapToInt(Map::size).sum()).isEqualTo(count);
  }

  /**
   * The entry that the person must have in the end: the acknowledged status with the highest
   * offset.
   */
  public Seen lastAcknowledged(Person person) {
    Acknowledged last =
        of(person.address()).values().stream()
            .max((one, other) -> Long.compare(one.offset, other.offset))
            .orElseThrow();
    return changed(person, aProfile().saying(last.status));
  }

  /**
   * Asserts that each person's updates are in the order of the journal, and that none comes twice.
   */
  public void assertInOrder(List<Seen> updates) {
    Map<String, Long> shown = new HashMap<>();
    for (Seen update : updates) {
      Acknowledged change = of(update.subject()).get(update.status());
      long offset = change == null ? -1 : change.offset;
      Long before = shown.put(update.subject(), offset);
      assertThat(before == null || before < offset).as(update + " after " + before).isTrue();
    }
  }

  private void sendNext() {
    int number = answers.size();
    if (number == count) {
      clock.shutdown();
      return;
    }
    open.acquireUninterruptibly();
    Person person = people.get(number % people.size());
    String status = Integer.toString(number + 1);
    answers.add(
        person
            .api()
            .sendAsync("PATCH", person.profilePath(), "{\"status\":\"" + status + "\"}")
            .thenApply(Answer::ok)
            .whenComplete((answer, failure) -> {
              open.release();
              if (failure == null) {
                of(person.address()).put(status, new Acknowledged(status, offset(answer)));
              }
            }));
    sent.add(number + 1);
  }

  private Map<String, Acknowledged> of(String address) {
    return acknowledged.computeIfAbsent(address, _ -> new ConcurrentHashMap<>());
  }

  private static long offset(Answer answer) {
    return Long.parseLong(answer.position().split(":", 2)[1]);
  }
}
