package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Update.Kind;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Properties of a subscriber that knows only the updates. */
@Domain(DomainContext.Global.class)
@Domain(ProfileDomain.class)
@Domain(HistoryDomain.class)
class EntryPropertiesTest {

  private static final View NOTHING = View.nothing(History.START.subject());

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_subscriber_who_applies_the_updates_holds_the_view(@ForAll History history) {
    var held = NOTHING;
    var before = History.START;

    for (var state : history.states()) {
      var update = Entry.between(before, state);
      assertThat(update.isPresent()).isEqualTo(!held.equals(state.view()));
      held = applied(held, update);
      assertThat(held).isEqualTo(state.view());
      before = state;
      update.ifPresent(it -> Statistics.collect(it.kind()));
    }

    // histories without any update would prove nothing
    for (var kind : Kind.values()) {
      Statistics.coverage(it -> it.check(kind).percentage(p -> p > 5));
    }
  }

  /** Like a fan-out to a large audience, which visits each subscriber only from time to time. */
  @Property
  void a_subscriber_who_gets_only_some_states_ends_with_the_current_view(
      @ForAll History history, @ForAll @Size(31) List<Boolean> comesBy) {
    var held = NOTHING;
    var told = History.START;
    var states = history.states();

    for (var i = 0; i < states.size(); i++) {
      if (comesBy.get(i) || i == states.size() - 1) {
        held = applied(held, Entry.between(told, states.get(i)));
        told = states.get(i);
      }
    }

    assertThat(held).isEqualTo(history.end().view());
  }

  @Property
  void a_removal_is_sent_only_to_a_subscriber_that_held_the_entry(@ForAll History history) {
    var held = NOTHING;
    var before = History.START;

    for (var state : history.states()) {
      var update = Entry.between(before, state);
      if (update.map(Update::kind).equals(Optional.of(Kind.REMOVED))) {
        assertThat(held).isNotEqualTo(NOTHING);
      }
      held = applied(held, update);
      before = state;
    }
  }

  @Property
  void joined_is_sent_only_when_the_subject_appears(@ForAll History history) {
    var before = History.START;

    for (var state : history.states()) {
      var appears = !before.profile().isPresent() && state.profile().isPresent();
      Entry.between(before, state)
          .ifPresent(update -> assertThat(update.kind() == Kind.JOINED).isEqualTo(appears));
      before = state;
    }
  }

  @Property
  void each_update_is_newer_than_the_last(@ForAll History history) {
    var last = Version.NONE;
    var before = History.START;

    for (var state : history.states()) {
      var update = Entry.between(before, state);
      if (update.isPresent()) {
        assertThat(update.get().version().comparedTo(last)).isEqualTo(Version.Order.NEWER);
        last = update.get().version();
      }
      before = state;
    }
  }

  @Property
  void a_users_own_sessions_get_every_change_of_their_profile(@ForAll History history) {
    var before = ownEntry(History.START);

    for (var state : history.states()) {
      var own = ownEntry(state);
      var moved = !own.version().equals(before.version());
      assertThat(Entry.between(before, own).map(Update::view))
          .isEqualTo(
              moved && (before.profile().isPresent() || own.profile().isPresent())
                  ? Optional.of(View.whole(ALICE, state.profile()))
                  : Optional.empty());
      before = own;
    }
  }

  private static Entry ownEntry(Entry state) {
    return new Entry(ALICE, ALICE, state.profile(), Relation.NONE);
  }

  /** The client's rule: an update replaces the view. */
  private static View applied(View held, Optional<Update> update) {
    return update.map(it -> it.kind() == Kind.REMOVED ? NOTHING : it.view()).orElse(held);
  }
}
