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
 * 200 status changes a second, to some people in turn, whatever becomes of them; remembers which
 * were acknowledged and where they stand in the journal.
 */
public final class SteadyChanges {

  private static final long PERIOD_MICROS = 5_000;
  // a second's worth: a machine that cannot keep up is not buried under open requests
  private static final int MOST_OPEN = 200;
  private static final Duration SENT_WITHIN = Duration.ofMinutes(2);

  /** A status that was acknowledged. */
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

  /** Returns when each has its answer; none may be refused, for only the notifier is away. */
  public void awaitAllAcknowledged() throws InterruptedException {
    awaitSent(count);
    answers.forEach(CompletableFuture::join);
    assertThat(acknowledged.values().stream().mapToInt(Map::size).sum()).isEqualTo(count);
  }

  /** What the person's entry must be when all is told. */
  public Seen lastAcknowledged(Person person) {
    Acknowledged last =
        of(person.address()).values().stream()
            .max((one, other) -> Long.compare(one.offset, other.offset))
            .orElseThrow();
    return changed(person, aProfile().saying(last.status));
  }

  /** Each person's updates stand in the order of the journal, and none stands twice. */
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
