package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Properties of every fold over all histories. */
@Domain(DomainContext.Global.class)
@Domain(ProfileDomain.class)
@Domain(RelationDomain.class)
@Domain(HistoryDomain.class)
class FoldPropertiesTest {

  @Property
  void a_restart_from_any_saved_state_ends_where_an_unbroken_run_does(
      @ForAll History history, @ForAll @IntRange(max = 30) int restart) {
    var unbroken = history.states();
    var saved = Math.min(restart, history.steps().size());
    var asSaved = unbroken.get(saved).toString();

    var resumed = unbroken.get(saved);
    for (var i = saved; i < history.steps().size(); i++) {
      resumed = history.steps().get(i).after(resumed, i);
    }

    assertThat(resumed).isEqualTo(history.end()).isEqualTo(unbroken.getLast());
    assertThat(unbroken.get(saved)).hasToString(asSaved);
  }

  @Property
  void batches_of_any_size_end_where_single_events_do(
      @ForAll History history, @ForAll @IntRange(min = 1, max = 10) int size) {
    var state = History.START;

    for (var from = 0; from < history.steps().size(); from += size) {
      var batch = history.steps().subList(from, Math.min(from + size, history.steps().size()));
      state = afterBatch(state, batch, from);
    }

    assertThat(state).isEqualTo(history.end());
  }

  /** The profile-service folds no half-edges, and reaches the same profile. */
  @Property
  void a_reader_of_profile_events_alone_ends_with_the_same_profile(@ForAll History history) {
    var profile = Profile.NONE;

    for (var i = 0; i < history.steps().size(); i++) {
      if (history.steps().get(i) instanceof Step.OfProfile(var event)) {
        profile = profile.apply(new Position(0, i), event).state();
      }
    }

    assertThat(profile).isEqualTo(history.end().profile());
  }

  @Property
  void a_profile_event_that_comes_twice_changes_no_more(
      @ForAll History history, @ForAll ProfileEvent event) {
    var once = history.end().profile().apply(new Position(0, history.nextOffset()), event);

    var twice = once.state().apply(new Position(0, history.nextOffset() + 1), event);

    assertThat(twice.state())
        .usingRecursiveComparison()
        .ignoringFields("position")
        .isEqualTo(once.state());
  }

  @Property
  void a_relation_event_that_comes_twice_changes_no_more(
      @ForAll History history, @ForAll RelationEvent event) {
    var own = history.end().relation().own();
    var once = own.apply(new Position(0, history.nextOffset()), event);

    var twice = once.state().apply(new Position(0, history.nextOffset() + 1), event);

    assertThat(twice.state())
        .usingRecursiveComparison()
        .ignoringFields("position")
        .isEqualTo(once.state());
  }

  @Property
  void a_change_of_settings_that_comes_twice_changes_no_more(
      @ForAll List<SettingsChanged> history, @ForAll SettingsChanged event) {
    var settings = Settings.NONE;
    for (var i = 0; i < history.size(); i++) {
      settings = settings.apply(new Position(0, i), history.get(i)).state();
    }
    var once = settings.apply(new Position(0, history.size()), event);

    var twice = once.state().apply(new Position(0, history.size() + 1), event);

    assertThat(twice.state())
        .usingRecursiveComparison()
        .ignoringFields("position")
        .isEqualTo(once.state());
  }

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void an_event_that_is_refused_leaves_the_very_state_it_met(
      @ForAll History history, @ForAll ProfileEvent event) {
    var profile = history.end().profile();

    var fold = profile.apply(new Position(0, history.nextOffset()), event);

    Statistics.collect(fold.refusal());
    if (fold.isRefused()) {
      assertThat(fold.state()).isSameAs(profile);
    } else {
      assertThat(fold.state().position().offset()).isEqualTo(history.nextOffset());
    }

    // a mix of accepted and refused events is needed; none here exceeds a size limit
    Statistics.coverage(it -> {
      it.check(Optional.empty()).percentage(p -> p > 5);
      for (var refusal : EnumSet.complementOf(EnumSet.of(Refusal.TOO_LARGE))) {
        it.check(Optional.of(refusal)).percentage(p -> p > 1);
      }
    });
  }

  /** Every state accepts every event, and every view of the result can be computed. */
  @Property
  void folds_and_views_never_throw(@ForAll History history, @ForAll Address viewer) {
    assertThatCode(
            () -> {
              for (var state : history.states()) {
                View.of(state.subject(), state.profile(), state.relation().own(), viewer);
                state.view();
                state.version();
              }
            })
        .doesNotThrowAnyException();
  }

  private static Entry afterBatch(Entry state, List<Step> batch, int from) {
    for (var i = 0; i < batch.size(); i++) {
      state = batch.get(i).after(state, from + i);
    }
    return state;
  }
}
