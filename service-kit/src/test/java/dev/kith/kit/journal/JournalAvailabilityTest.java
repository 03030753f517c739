package dev.kith.kit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class JournalAvailabilityTest {

  private long now;
  private boolean isInDoubt;
  private final JournalAvailability availability =
      new JournalAvailability(() -> isInDoubt, () -> ++now);

  @Test
  void without_brokers_writes_are_refused_until_one_answers() {
    var since = ++now;
    assertThat(availability.unreachable(since, "No broker answers")).isTrue();
    assertThat(availability.obstacle()).contains("No broker answers");
    assertThat(availability.refusal()).isPresent();

    availability.reachable(++now);
    assertThat(availability.obstacle()).isEmpty();
    assertThat(availability.refusal()).isEmpty();
  }

  @Test
  void writes_that_may_have_waited_for_a_paused_process_are_refused() {
    isInDoubt = true;
    assertThat(availability.refusal())
        .hasValueSatisfying(refused -> assertThat(refused).isCompletedExceptionally());
    assertThat(availability.obstacle()).isEmpty();

    isInDoubt = false;
    assertThat(availability.refusal()).isEmpty();
  }

  @Test
  void a_write_that_was_confirmed_meanwhile_overrides_a_failed_probe() {
    var since = ++now;
    availability.confirmed();

    assertThat(availability.unreachable(since, "No broker answers in time")).isFalse();
    assertThat(availability.obstacle()).isEmpty();
  }

  @Test
  void a_write_timeout_is_reported_until_a_later_probe_succeeds() {
    var since = ++now;
    availability.failed(new TimeoutException("Expiring 1 record(s)"));
    availability.reachable(since);
    assertThat(availability.obstacle()).contains("Expiring 1 record(s)");
    assertThat(availability.refusal()).as("it may work for others").isEmpty();

    availability.reachable(++now);
    assertThat(availability.obstacle()).isEmpty();
  }

  @Test
  void a_failure_that_a_probe_cannot_see_is_reported_until_a_write_is_confirmed() {
    availability.failed(new NotEnoughReplicasException("1 of 2"));
    availability.reachable(++now);
    assertThat(availability.obstacle()).contains("1 of 2");

    availability.failed(new TopicAuthorizationException("Not authorized"));
    availability.reachable(++now);
    assertThat(availability.obstacle()).isPresent();

    availability.confirmed();
    assertThat(availability.obstacle()).isEmpty();
  }

  @Test
  void a_faulty_record_does_not_count_against_the_journal() {
    availability.failed(new RecordTooLargeException("too large"));

    assertThat(availability.obstacle()).isEmpty();
  }
}
