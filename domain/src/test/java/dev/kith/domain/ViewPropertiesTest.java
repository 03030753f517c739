package dev.kith.domain;

import static dev.kith.domain.Events.ANY_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Properties of views over all rules and histories. */
@Domain(ProfileDomain.class)
@Domain(RelationDomain.class)
@Domain(HistoryDomain.class)
class ViewPropertiesTest {

  @Property
  void a_blocked_viewer_sees_nothing(
      @ForAll History before, @ForAll History after, @ForAll Address viewer) {
    Assume.that(!viewer.equals(History.START.subject()));
    var block = new Step.OfOwn(new ContactBlocked(ANY_VERSION, viewer));
    var state = block.after(before.end(), before.nextOffset());

    for (var i = 0; i < after.steps().size(); i++) {
      var step = after.steps().get(i);
      if (!unblocks(step)) {
        state = step.after(state, before.nextOffset() + 1 + i);
      }
      var view = View.of(state.subject(), state.profile(), state.relation().own(), viewer);
      assertThat(view).isEqualTo(View.nothing(state.subject()));
      assertThat(state.view()).isEqualTo(View.nothing(state.subject()));
    }
  }

  @Property
  void one_who_blocked_is_told_nothing(@ForAll History history) {
    var block = new Step.OfMirror(new ContactBlocked(ANY_VERSION, History.START.subject()));

    var blocked = block.after(history.end(), history.nextOffset());

    assertThat(blocked.view()).isEqualTo(View.nothing(blocked.subject()));
  }

  @Property
  void a_view_shows_exactly_what_the_rules_allow(
      @ForAll History history, @ForAll RuleTexts rules, @ForAll Address viewer) {
    Assume.that(!viewer.equals(History.START.subject()));
    var state = ruled(history, rules);
    var own = state.relation().own();

    var view = View.of(state.subject(), state.profile(), own, viewer);

    var there = state.profile().fields();
    var visible = Oracle.of(rules, viewer, own).visible(there);
    if (own.blocked()) {
      visible.clear();
    }
    assertThat(Oracle.paths(view.fields())).isEqualTo(visible);
    visible.forEach(
        path -> assertThat(valueAt(view.fields(), path)).isEqualTo(valueAt(there, path)));
  }

  @Property
  void the_decisions_agree_with_the_view(
      @ForAll History history, @ForAll RuleTexts rules, @ForAll Address viewer) {
    var state = ruled(history, rules);
    var own = state.relation().own();

    var view = View.of(state.subject(), state.profile(), own, viewer);

    var visible = Oracle.paths(view.fields());
    var decisions = RuleExplanation.of(state.subject(), state.profile(), own, viewer);
    for (var path : Oracle.paths(state.profile().fields())) {
      var shows =
          switch (decisions.get(path)) {
            case RuleExplanation.ByRule(var rule) -> rule.effect() == Rule.Effect.ALLOW;
            case RuleExplanation.Own() -> true;
            case RuleExplanation.NoRule(), RuleExplanation.Blocked() -> false;
            case null -> throw new AssertionError("Nothing is said about " + path);
          };
      assertThat(visible.contains(path)).isEqualTo(shows);
    }
  }

  @Property
  void an_entry_shows_a_view_only_to_who_follows(@ForAll History history, @ForAll RuleTexts rules) {
    var state = ruled(history, rules);
    var own = state.relation().own();
    var mirror = state.relation().mirror();
    var oracle = Oracle.of(rules, state.subscriber(), own);

    var wanted = mirror.subscribed() == Choice.YES && oracle.allows("discovery");
    var announced = own.announced() && mirror.subscribed() != Choice.NO;
    var told = (wanted || announced) && !own.blocked() && !mirror.blocked();

    var visible = oracle.visible(state.profile().fields());
    assertThat(Oracle.paths(state.view().fields())).isEqualTo(told ? visible : Set.of());
  }

  @Property
  void a_field_that_was_removed_is_gone_from_the_next_view(@ForAll History history) {
    var state = history.end();

    for (var path : Oracle.paths(state.view().fields())) {
      var removal =
          path.equals("picture")
              ? new PictureChanged(ANY_VERSION, Optional.empty())
              : Events.changed(Mode.PATCH, Fields.EMPTY, path);
      assertRetracted(state, new Step.OfProfile(removal), path, history.nextOffset());
    }
  }

  @Property
  void a_field_that_was_hidden_is_gone_from_the_next_view(@ForAll History history) {
    var state = history.end();

    for (var path : Oracle.paths(state.view().fields())) {
      var rules = new TreeMap<>(state.profile().privacy().byField());
      rules.put(path, List.of(Rule.DENY_EVERYONE));
      var hidden = new PrivacyChanged(ANY_VERSION, new PrivacyRules(rules));
      assertRetracted(state, new Step.OfProfile(hidden), path, history.nextOffset());
    }
  }

  /** Asserts that only this field is gone. */
  private static void assertRetracted(Entry state, Step retraction, String path, long offset) {
    var after = retraction.after(state, offset);

    var left = Oracle.paths(state.view().fields());
    left.remove(path);
    assertThat(Oracle.paths(after.view().fields())).isEqualTo(left);
  }

  private static Entry ruled(History history, RuleTexts rules) {
    var change = new PrivacyChanged(ANY_VERSION, rules.parsed());
    return new Step.OfProfile(change).after(history.end(), history.nextOffset());
  }

  private static boolean unblocks(Step step) {
    return step instanceof Step.OfOwn(var event) && event instanceof ContactUnblocked;
  }

  private static Optional<?> valueAt(Fields fields, String path) {
    return switch (path) {
      case "name" -> fields.name();
      case "status" -> fields.status();
      case "picture" -> fields.picture();
      default ->
          Optional.ofNullable(fields.attributes().get(path.substring("attributes.".length())));
    };
  }
}
