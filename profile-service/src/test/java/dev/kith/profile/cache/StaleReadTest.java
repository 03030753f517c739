package dev.kith.profile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import java.util.Collections;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Race of requests with a fold that changes profiles and blocks, and with tasks that stop and start
 * again: no request may see a state that is older than what was acknowledged when it began.
 */
class StaleReadTest {

  private static final int ROUNDS = 100_000;
  private static final int OWNERS = 3;
  private static final int ROUNDS_OF_A_TASK = 200;

  private final ProfileCache cache = new ProfileCache(1 << 20);
  private final AtomicLongArray stored = new AtomicLongArray(2 * OWNERS);
  private final AtomicLongArray acknowledged = new AtomicLongArray(2 * OWNERS);
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private volatile boolean ended;

  private final ProfileCache.Stores stores =
      new ProfileCache.Stores() {
        @Override
        public CachedProfile profile(Address owner) {
          var version = read(number(owner));
          return new CachedProfile(
              new Profile(
                  new Position(0, version), Lifecycle.PRESENT, Fields.EMPTY, PrivacyRules.NONE),
              Settings.NONE,
              Presence.NONE);
        }

        @Override
        public HalfEdge halfEdge(Address owner, Address viewer) {
          var version = read(OWNERS + number(owner));
          return new HalfEdge(
              new Position(0, version),
              false,
              Choice.UNSET,
              false,
              true,
              false,
              new TreeSet<>(Collections.emptySet()));
        }
      };

  /** The pause after the read makes it likely that a write comes before the entry is kept. */
  private long read(int row) {
    var version = stored.get(row);
    LockSupport.parkNanos(1_000);
    return version;
  }

  private static Address owner(int number) {
    return new Address("u" + number);
  }

  private static int number(Address owner) {
    return owner.text().charAt(1) - '0';
  }

  @Test
  void no_read_is_older_than_what_was_acknowledged_before_it_began() {
    var readers =
        IntStream.range(0, 3).mapToObj(_ -> CompletableFuture.runAsync(this::readOn)).toList();
    fold();
    ended = true;
    readers.forEach(CompletableFuture::join);

    assertThat(stale).hasValue(0);
    assertThat(answered.get()).isGreaterThan(ROUNDS / 10);
  }

  private void fold() {
    var random = new Random(7);
    var part = cache.open(0, stores);
    for (var round = 1; round <= ROUNDS; round++) {
      var number = random.nextInt(OWNERS);
      var row = random.nextBoolean() ? number : OWNERS + number;
      stored.set(row, round);
      if (row < OWNERS) {
        part.changed(owner(number));
      } else {
        part.changed(owner(number), owner(0));
      }
      acknowledged.set(row, round);
      if (round % 3 == 0) {
        LockSupport.parkNanos(1_000);
      }
      if (round % ROUNDS_OF_A_TASK == 0) {
        part.close();
        part = cache.open(0, stores);
      }
    }
  }

  private void readOn() {
    var random = new Random();
    while (!ended) {
      var number = random.nextInt(OWNERS);
      var row = random.nextBoolean() ? number : OWNERS + number;
      var least = acknowledged.get(row);
      cache
          .part(0)
          .ifPresent(part -> {
            var position =
                row < OWNERS
                    ? part.profile(owner(number)).profile().position()
                    : part.halfEdge(owner(number), owner(0)).position();
            if (part.isOpen()) {
              answered.incrementAndGet();
              stale.addAndGet(position.offset() < least ? 1 : 0);
            }
          });
    }
  }
}
