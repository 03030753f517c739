package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Budget.Bucket;
import dev.kith.domain.Budget.Draw;
import dev.kith.domain.Budget.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Terms TERMS =
      new Terms(new Bucket(20_000, Duration.ofDays(10)), new Bucket(20_000, Duration.ofDays(1)));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_full_budget_is_granted_once_and_then_only_as_it_fills() {
    var all = Budget.full(TERMS, START).draw(TERMS, new Draw(20_000, 0, 0), START);
    assertThat(all.retryAfter()).isEmpty();

    var more = all.budget().draw(TERMS, new Draw(2_000, 0, 0), START);
    assertThat(more.retryAfter()).contains(Duration.ofDays(1));

    var next = START.plus(Duration.ofDays(1));
    assertThat(all.budget().draw(TERMS, new Draw(2_000, 0, 0), next).retryAfter()).isEmpty();
  }

  @Test
  void what_is_not_granted_costs_nothing() {
    var full = Budget.full(TERMS, START);

    var refused = full.draw(TERMS, new Draw(20_001, 0, 0), START);

    assertThat(refused.retryAfter()).isPresent();
    assertThat(refused.budget()).isEqualTo(full);
  }

  @Test
  void neighbouring_numbers_cost_ten_times_as_much() {
    var full = Budget.full(TERMS, START);

    assertThat(full.draw(TERMS, new Draw(2_000, 2_000, 0), START).retryAfter()).isEmpty();
    assertThat(full.draw(TERMS, new Draw(2_001, 2_001, 0), START).retryAfter()).isPresent();
  }

  @Test
  void changes_have_a_bucket_of_their_own() {
    var changed = Budget.full(TERMS, START).draw(TERMS, new Draw(0, 0, 20_000), START).budget();

    assertThat(changed.newLeft()).isEqualTo(20_000);
    assertThat(changed.draw(TERMS, new Draw(0, 0, 10_000), START).retryAfter())
        .contains(Duration.ofHours(12));
  }

  @Test
  void a_clock_that_went_back_fills_nothing() {
    var empty = Budget.full(TERMS, START).draw(TERMS, new Draw(20_000, 0, 0), START).budget();

    var earlier = empty.refilled(TERMS, START.minus(Duration.ofDays(5)));

    assertThat(earlier.newLeft()).isZero();
  }

  @Property
  void an_account_gets_at_most_a_bucket_and_its_refills(
      @ForAll List<@IntRange(max = 30_000) Integer> draws,
      @ForAll @IntRange(max = 86_400) int pause) {
    var budget = Budget.full(TERMS, START);
    var now = START;
    var granted = 0L;
    for (var wanted : draws) {
      var drawn = budget.draw(TERMS, new Draw(wanted, 0, 0), now);
      granted += drawn.retryAfter().isEmpty() ? wanted : 0;
      budget = drawn.budget();
      now = now.plusSeconds(pause);
    }

    var flowsIn = 20_000.0 * Duration.between(START, now).toSeconds() / 864_000;
    assertThat((double) granted).isLessThanOrEqualTo(20_000 + flowsIn + 0.001);
  }

  @Test
  void numbers_close_to_each_other_are_neighbours() {
    assertThat(neighbours("100", "+101", "103", "250", "bob")).isEqualTo(3);
    assertThat(neighbours("100", "111", "122")).isZero();
    assertThat(neighbours("1", "12345678901234567890")).isZero();
  }

  private static int neighbours(String... addresses) {
    return SequentialNumbers.count(List.of(addresses).stream().map(Address::new).toList());
  }
}
