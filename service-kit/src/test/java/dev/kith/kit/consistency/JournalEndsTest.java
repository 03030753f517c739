package dev.kith.kit.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JournalEndsTest {

  private static final Map<Integer, Long> EARLY = Map.of(0, 7L);
  private static final Map<Integer, Long> LATE = Map.of(0, 9L);

  private final List<CompletableFuture<Map<Integer, Long>>> requests = new ArrayList<>();
  private final JournalEnds ends =
      new JournalEnds(() -> {
        var request = new CompletableFuture<Map<Integer, Long>>();
        requests.add(request);
        return request;
      });

  @Test
  void callers_that_arrive_during_a_request_share_the_next_one() {
    var first = ends.now();
    var second = ends.now();
    var third = ends.now();

    assertThat(requests).hasSize(1);
    requests.getFirst().complete(EARLY);
    assertThat(first).isCompletedWithValue(EARLY);
    assertThat(second).isNotDone();

    assertThat(requests).hasSize(2);
    requests.getLast().complete(LATE);
    assertThat(second).isCompletedWithValue(LATE);
    assertThat(third).isCompletedWithValue(LATE);
    assertThat(requests).hasSize(2);
  }

  @Test
  void a_failure_concerns_those_who_waited_for_it_alone() {
    var first = ends.now();
    var second = ends.now();

    requests.getFirst().completeExceptionally(new IllegalStateException("no broker"));
    requests.getLast().complete(LATE);

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedWithValue(LATE);
  }

  @Test
  void a_caller_that_gives_up_takes_the_answer_from_no_other() {
    var first = ends.now();
    var second = ends.now();
    var third = ends.now();

    second.cancel(false);
    requests.getFirst().complete(EARLY);
    requests.getLast().complete(LATE);

    assertThat(first).isCompletedWithValue(EARLY);
    assertThat(third).isCompletedWithValue(LATE);
  }

  @Test
  void an_idle_journal_is_asked_again() {
    var first = ends.now();
    requests.getFirst().complete(EARLY);

    var second = ends.now();
    requests.getLast().complete(LATE);

    assertThat(first).isCompletedWithValue(EARLY);
    assertThat(second).isCompletedWithValue(LATE);
  }
}
