package dev.kith.kit.pacing;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Test of pacers that would wait for an hour. */
@Timeout(20)
class PollPacerTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final WaitingRequests waiting = new WaitingRequests();
  private long now = 1;

  private final PollPacer pacer = new PollPacer(waiting, HOUR, () -> now);

  @Test
  void waits_after_few_records_until_a_request_waits() throws Exception {
    pacer.polled(1);

    assertWaitsForARequest();
  }

  @Test
  void does_not_wait_while_a_request_waits() {
    waiting.begin();
    pacer.polled(1);

    pacer.await();
  }

  @Test
  void waits_again_when_the_last_request_has_ended() throws Exception {
    waiting.begin();
    waiting.begin();
    waiting.end();
    waiting.end();
    pacer.polled(1);

    assertWaitsForARequest();
  }

  @Test
  void does_not_wait_when_the_time_is_over() {
    pacer.polled(1);
    now += HOUR.toNanos();

    pacer.await();
  }

  @Test
  void does_not_wait_after_many_records() {
    pacer.polled(64);

    pacer.await();
  }

  @Test
  void does_not_wait_after_a_backlog_has_followed_few_records() {
    pacer.polled(1);
    pacer.polled(250);

    pacer.await();
  }

  @Test
  void an_empty_poll_changes_nothing() throws Exception {
    pacer.polled(1);
    pacer.polled(0);

    assertWaitsForARequest();
  }

  @Test
  void does_not_wait_at_the_start_or_without_an_interval() {
    pacer.await();

    var unpaced = new PollPacer(waiting, Duration.ZERO, () -> now);
    unpaced.polled(1);
    unpaced.await();
  }

  private void assertWaitsForARequest() throws InterruptedException {
    var polling = Thread.ofPlatform().daemon().start(pacer::await);
    while (polling.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    waiting.begin();
    polling.join();
  }
}
