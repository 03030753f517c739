package dev.kith.contactgraph.rest.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.domain.Address;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncAdmissionTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");
  private static final String BODY = "{\"addresses\":[\"carol\"]}";
  private static final int MAXIMUM = 1_000;
  private static final Duration SOON = Duration.ofSeconds(4);

  /** One body is parsed at a time. */
  private final SyncAdmission admission =
      new SyncAdmission(
          new Settings(10, new MemorySize(BigInteger.valueOf(MAXIMUM)), 10, 1), new ObjectMapper());

  /** Thread of the latest sync; it waits with a timeout only for room to parse. */
  private Thread newest = Thread.currentThread();

  private record Settings(int addresses, MemorySize maximumBody, int queued, int maxConcurrentReads)
      implements ContactGraphConfig.Sync {}

  /** Body whose end arrives only when the client lets it. */
  private static final class SlowBody extends InputStream {

    private final InputStream content = new ByteArrayInputStream(BODY.getBytes(UTF_8));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      var read = new byte[1];
      return read(read, 0, 1) < 0 ? -1 : read[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var count = content.read(buffer, offset, length);
      if (count < 0) {
        begun.countDown();
        await(end);
      }
      return count;
    }
  }

  @Test
  void slow_bodies_hold_up_no_other_user() {
    var slow = IntStream.range(0, 8).mapToObj(_ -> new SlowBody()).toList();
    var owners = IntStream.range(0, 8).mapToObj(number -> new Address("slow" + number)).toList();
    var syncs = IntStream.range(0, 8).mapToObj(n -> sync(owners.get(n), slow.get(n))).toList();
    slow.forEach(body -> await(body.begun));

    assertThat(sync(BOB, BODY)).succeedsWithin(SOON).isEqualTo(List.of("carol"));

    slow.forEach(body -> body.end.countDown());
    assertThat(syncs)
        .allSatisfy(sync -> assertThat(sync).succeedsWithin(SOON).isEqualTo(List.of("carol")));
  }

  @Test
  void of_eight_slow_bodies_of_one_user_one_is_received_and_seven_are_429() {
    var first = new SlowBody();
    var received = sync(ALICE, first);
    await(first.begun);

    for (var number = 0; number < 7; number++) {
      assertRefused(sync(ALICE, new SlowBody()), 429);
    }
    assertThat(sync(BOB, BODY)).succeedsWithin(SOON).isEqualTo(List.of("carol"));

    first.end.countDown();
    assertThat(received).succeedsWithin(SOON);
    assertThat(sync(ALICE, BODY)).succeedsWithin(SOON).isEqualTo(List.of("carol"));
  }

  @Test
  void a_refused_body_leaves_room_for_the_next() {
    assertRefused(sync(ALICE, BODY + " ".repeat(MAXIMUM)), 413);
    assertRefused(sync(ALICE, "{\"what\":1}"), 400);

    assertThat(sync(ALICE, BODY)).succeedsWithin(SOON);
  }

  @Test
  void a_parsed_body_waits_until_the_one_before_is_processed() {
    var processing = new CountDownLatch(1);
    var processed = new CountDownLatch(1);
    var first =
        sync(
            ALICE,
            new ByteArrayInputStream(BODY.getBytes(UTF_8)),
            () -> {
              processing.countDown();
              await(processed);
            });
    await(processing);

    var second = sync(BOB, BODY);
    while (newest.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();

    processed.countDown();
    assertThat(first).succeedsWithin(SOON);
    assertThat(second).succeedsWithin(SOON);
  }

  private CompletableFuture<List<String>> sync(Address owner, String body) {
    return sync(owner, new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private CompletableFuture<List<String>> sync(Address owner, InputStream body) {
    return sync(owner, body, () -> {});
  }

  /** Sends a sync on a new thread; the result contains the addresses that were read. */
  private CompletableFuture<List<String>> sync(Address owner, InputStream body, Runnable process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return admission.read(
                owner,
                body,
                MediaType.APPLICATION_JSON_TYPE,
                new MultivaluedHashMap<>(),
                input -> {
                  process.run();
                  return input.list().peers().stream().map(Address::text).toList();
                });
          } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
          }
        },
        task -> newest = Thread.ofVirtual().start(task));
  }

  private static void assertRefused(CompletableFuture<List<String>> sync, int status) {
    assertThat(sync)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
