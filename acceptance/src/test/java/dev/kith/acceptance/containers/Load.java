package dev.kith.acceptance.containers;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Seen;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Load generator: eight users who change their status all the time. A watcher and a blocked user
 * follow each of them. A request that fails is repeated for up to 2 minutes.
 */
final class Load implements AutoCloseable {

  private static final int PEOPLE = 8;

  /** A broker that is restarted on a busy machine is away for most of a minute. */
  private static final Duration AGAIN_WITHIN = Duration.ofMinutes(2);

  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);
  private static final int PAUSE_MILLIS = 20;
  private static final int RETRY_MILLIS = 250;

  private final List<Person> people;
  private final Person blocked;
  private final Person watcher;
  private final Watching watching;
  private final Map<Person, String> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong longestMillis = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean ending;

  private Load(Containers containers) {
    watcher = containers.person("watcher");
    blocked = containers.person("blocked");
    people =
        IntStream.range(0, PEOPLE).mapToObj(number -> containers.person("busy" + number)).toList();
    for (Person person : people) {
      answered(() -> person.puts(aProfile().saying("0")));
      answered(() -> person.blocks(blocked));
      answered(() -> blocked.subscribesTo(person));
      answered(() -> watcher.subscribesTo(person));
    }
    watching = new Watching(watcher);
    threads =
        people.stream()
            .map(person -> Thread.ofVirtual().unstarted(() -> changeAndRead(person)))
            .toList();
  }

  static Load start(Containers containers) {
    Load load = new Load(containers);
    load.watching.start();
    load.threads.forEach(Thread::start);
    return load;
  }

  /**
   * Waits until the users together have made {@code more} further writes, or until one has failed.
   */
  void awaitWrites(int more) {
    int before = writes.get();
    await().atMost(AGAIN_WITHIN).until(() -> writes.get() >= before + more || !wrong.isEmpty());
  }

  /** Lets the load continue for this time, whether requests are answered or not. */
  void goOnFor(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  /**
   * Ends the writing, and asserts that no writer has failed and that the watcher sees the last
   * acknowledged status of each user.
   */
  void assertNothingIsLost() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
    await()
        .atMost(SHOWN_WITHIN)
        .untilAsserted(() ->
            people.forEach(person ->
                assertThat(watching.shown(person))
                    .isEqualTo(
                        Seen.changed(
                            person, aProfile().saying(acknowledged.getOrDefault(person, "0"))))));
    System.out.printf(
        "%d writes, %d reads, %d sessions of the watcher%n",
        writes.get(), reads.get(), watching.sessions());
  }

  /** Prints the longest time, including retries, that a request has taken since the last call. */
  void tellLongestWait(String during) {
    System.out.printf(
        "%s: the longest wait for an answer, with retries, was %.1f s%n",
        during, longestMillis.getAndSet(0) / 1000.0);
  }

  @Override
  public void close() {
    ending = true;
    watching.close();
  }

  private void changeAndRead(Person person) {
    try {
      for (int number = 1; !ending; number++) {
        changeOnce(person, number);
        Answer hidden =
            answered(() -> {
              Answer answer = blocked.looksAt(person);
              return answer.status() == 404 ? answer : answer.ok();
            });
        assertThat(hidden.status()).as("a block that was acknowledged holds").isEqualTo(404);
        reads.addAndGet(2);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException | RuntimeException | AssertionError failure) {
      wrong.add(failure);
    }
  }

  /**
   * Changes the status, with another text in each attempt, and reads it. A node that was paused can
   * append an attempt long after the client has given it up; no read may show such an attempt.
   */
  private void changeOnce(Person person, int number) {
    List<String> attempts = new ArrayList<>();
    Answer written =
        answered(() -> {
          attempts.add(number + "." + attempts.size());
          return person.changes("status", attempts.getLast());
        });
    acknowledged.put(person, attempts.getLast());
    writes.incrementAndGet();
    JsonNode own = answered(() -> person.looksAt(person).ok()).body();
    assertThat(own.path("status").asText())
        .as("%s, with %s acknowledged at %s", own, attempts, written.position())
        .isEqualTo(attempts.getLast());
  }

  /**
   * Repeats the request, as a client does, until it succeeds; fails after {@link #AGAIN_WITHIN}.
   */
  private Answer answered(Supplier<Answer> request) {
    long start = System.nanoTime();
    while (true) {
      try {
        Answer answer = request.get();
        longestMillis.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
        return answer;
      } catch (UncheckedIOException | AssertionError away) {
        if (System.nanoTime() - start > AGAIN_WITHIN.toNanos()) {
          throw new AssertionError("No answer within " + AGAIN_WITHIN, away);
        }
      }
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
  }
}
