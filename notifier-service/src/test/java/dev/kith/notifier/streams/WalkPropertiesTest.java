package dev.kith.notifier.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.notifier.fanout.Slice;
import dev.kith.notifier.fanout.WalkStore;
import dev.kith.notifier.streams.OneSubject.Step;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks in the smallest slices, against a model that tells everybody at once. */
class WalkPropertiesTest {

  private static final int SEEDS = 25;
  private static final Slice.Limits TWO_PEERS = new Slice.Limits(2, Duration.ZERO, () -> 0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void each_is_told_what_they_may_see_at_that_moment_and_nothing_else(long batch) {
    for (var seed = batch * SEEDS; seed < (batch + 1) * SEEDS; seed++) {
      var model = new OneSubject();
      var screens = new Screens(OneSubject.ALICE);
      try (var run = new TopologyRun(new FanOutAlone(TWO_PEERS))) {
        for (var step : OneSubject.steps(new Random(seed), 120)) {
          step.in(run);
          model.take(step);
          for (var update : told(run)) {
            assertThat(update.view())
                .as("seed %d", seed)
                .isEqualTo(model.view(update.subscriber()));
            screens.takeNews(update);
          }
        }
        finish(run).forEach(screens::takeNews);
        same(screens, model, seed);
        assertThat(run.store(WalkStore.NAME).all().hasNext()).as("seed %d", seed).isFalse();
      }
    }
  }

  /**
   * A task told what it did not commit; the next one folds the same from the last commit on, its
   * two topics in another order, and walks in other slices.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void what_an_aborted_history_has_shown_does_not_stay_on_a_screen(long batch) {
    for (var seed = batch * SEEDS; seed < (batch + 1) * SEEDS; seed++) {
      var random = new Random(seed);
      var steps = OneSubject.steps(random, 60 + random.nextInt(40));
      var commit = steps.size() - random.nextInt(40);
      var screens = new Screens(OneSubject.ALICE);
      try (var aborted = new TopologyRun(new FanOutAlone(TWO_PEERS))) {
        steps.forEach(step -> step.in(aborted));
        told(aborted).forEach(screens::take);
      }

      var model = new OneSubject();
      try (var next = new TopologyRun(new FanOutAlone(TWO_PEERS), replayedUntilNow())) {
        for (var step : steps.subList(0, commit)) {
          step.in(next);
          model.take(step);
        }
        told(next);
        for (var step : inAnotherOrder(random, steps.subList(commit, steps.size()))) {
          step.in(next);
          model.take(step);
          told(next).forEach(screens::take);
        }
        finish(next).forEach(screens::take);
      }
      same(screens, model, seed);
    }
  }

  private static List<Step> inAnotherOrder(Random random, List<Step> steps) {
    var said = new ArrayDeque<Step>();
    var heard = new ArrayDeque<Step>();
    for (var step : steps) {
      switch (step) {
        case Step.Said event -> said.add(event);
        case Step.Heard mirror -> heard.add(mirror);
        case Step.Passed passed -> {}
      }
    }
    var mixed = new ArrayList<Step>();
    while (!said.isEmpty() || !heard.isEmpty()) {
      var from = heard.isEmpty() || (!said.isEmpty() && random.nextBoolean()) ? said : heard;
      mixed.add(from.remove());
      if (random.nextInt(5) == 0) {
        mixed.add(new Step.Passed());
      }
    }
    return mixed;
  }

  /** Nothing to rebuild, but everything may have been folded before. */
  private static SourceEnds replayedUntilNow() {
    return new SourceEnds() {
      @Override
      public long lastOffset(String topic, int partition) {
        return -1;
      }

      @Override
      public long lastPossibleOffset(String topic, int partition) {
        return 1_000;
      }
    };
  }

  private static List<Update> finish(TopologyRun run) {
    for (var slice = 0; slice < 40; slice++) {
      run.pass(Duration.ofMillis(2));
    }
    return told(run);
  }

  private static List<Update> told(TopologyRun run) {
    return run.out(Topics.UPDATES).stream()
        .map(out -> UpdateCodec.read(out.value()))
        .filter(update -> !update.subscriber().equals(OneSubject.ALICE))
        .toList();
  }

  private static void same(Screens screens, OneSubject model, long seed) {
    for (Address peer : OneSubject.PEERS) {
      View view = model.view(peer);
      assertThat(screens.of(peer)).as("%s with seed %d", peer, seed).isEqualTo(view);
    }
  }
}
