package dev.kith.notifier.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.delivery.ReplicaRecords;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubjectCacheTest {

  private static final long LIMIT = 256 * 1024;
  private static final Address ALICE = new Address("alice");

  private final SubjectCache cache = new SubjectCache(LIMIT);
  private final SubjectCache.Part part = cache.open();
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void a_state_is_loaded_once_and_replaced_by_what_is_written() {
    assertThat(part.get(ALICE, () -> loaded("Alice"))).isEqualTo(state("Alice"));
    assertThat(part.get(ALICE, () -> loaded("other"))).isEqualTo(state("Alice"));

    part.put(ALICE, state("Alicia"));

    assertThat(part.get(ALICE, () -> loaded("other"))).isEqualTo(state("Alicia"));
    assertThat(loads).hasValue(1);
  }

  @Test
  void what_was_loaded_before_a_write_does_not_replace_what_was_written() {
    part.get(
        ALICE,
        () -> {
          part.put(ALICE, state("written"));
          return state("old");
        });

    assertThat(part.get(ALICE, () -> loaded("other"))).isEqualTo(state("written"));
  }

  @Test
  void what_was_loaded_before_a_write_that_was_dropped_again_is_not_kept() {
    part.get(
        ALICE,
        () -> {
          part.put(ALICE, state("x".repeat((int) LIMIT)));
          return state("old");
        });

    assertThat(part.get(ALICE, () -> loaded("new"))).isEqualTo(state("new"));
  }

  @Test
  void the_bytes_stay_within_the_limit_whatever_is_written() {
    var subjects = IntStream.range(0, 2_000).mapToObj(number -> new Address("u" + number)).toList();
    subjects.forEach(subject -> part.put(subject, state("x".repeat(300))));

    assertThat(cache.bytes()).isGreaterThan(LIMIT / 2).isLessThanOrEqualTo(LIMIT);
    var last = subjects.getLast();
    assertThat(part.get(last, () -> loaded("other"))).isEqualTo(state("x".repeat(300)));
    assertThat(part.get(subjects.getFirst(), () -> loaded("other"))).isEqualTo(state("other"));
  }

  @Test
  void a_task_that_starts_again_sees_nothing_of_the_one_before() {
    part.put(ALICE, state("uncommitted"));

    var again = cache.open();
    assertThat(again.get(ALICE, () -> loaded("restored"))).isEqualTo(state("restored"));
    cache.close(part);
    cache.close(again);

    assertThat(cache.bytes()).isZero();
  }

  @Test
  void an_estimate_covers_the_texts_and_is_not_absurd() {
    var sizes = new ArrayList<Long>();
    for (var length : new int[] {0, 1_000}) {
      sizes.add(StateSize.of(ALICE, state("x".repeat(length))));
    }

    assertThat(sizes.getFirst()).isBetween(800L, 3_000L);
    assertThat(sizes.getLast() - sizes.getFirst()).isBetween(1_000L, 3_000L);
  }

  private SubjectState loaded(String name) {
    loads.incrementAndGet();
    return state(name);
  }

  private static SubjectState state(String name) {
    return SubjectState.NONE.after(ReplicaRecords.changed(-1, ReplicaRecords.named(name, 1)), 0);
  }
}
