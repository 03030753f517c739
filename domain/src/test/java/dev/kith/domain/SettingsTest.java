package dev.kith.domain;

import static dev.kith.domain.Events.ANY_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Position HERE = new Position(2, 7);

  @Test
  void by_default_first_messages_subscribe_and_nobody_is_restricted() {
    assertThat(Settings.NONE.autoSync()).isTrue();
    assertThat(Settings.NONE.restricted()).isFalse();
  }

  @Test
  void what_a_change_does_not_name_stays() {
    var restricted = change(Settings.NONE, ANY_VERSION, Optional.empty(), Optional.of(true));

    var both = change(restricted.state(), ANY_VERSION, Optional.of(false), Optional.empty());

    assertThat(both.state()).isEqualTo(new Settings(HERE, false, true));
  }

  @Test
  void the_last_seen_is_exact_until_it_is_set() {
    var coarse =
        new SettingsChanged(
            ANY_VERSION, Optional.empty(), Optional.empty(), Optional.of(LastSeen.COARSE));

    var set = Settings.NONE.apply(HERE, coarse).state();
    var kept = change(set, ANY_VERSION, Optional.of(false), Optional.empty()).state();

    assertThat(Settings.NONE.lastSeen()).isEqualTo(LastSeen.EXACT);
    assertThat(kept).isEqualTo(new Settings(HERE, false, false, LastSeen.COARSE));
    assertThat(LastSeen.read("a word of later")).isEqualTo(LastSeen.COARSE);
  }

  @Test
  void a_change_that_expects_nothing_is_refused_once_something_is_there() {
    var nothing = Optional.of(Position.NONE);
    var first = change(Settings.NONE, nothing, Optional.of(false), Optional.empty());

    var second = change(first.state(), nothing, Optional.of(true), Optional.empty());

    assertThat(first.isRefused()).isFalse();
    assertThat(second.refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(second.state()).isSameAs(first.state());
  }

  @Test
  void a_change_that_expects_another_version_is_refused() {
    var stale = Optional.of(new Position(2, 3));
    var settings = change(Settings.NONE, ANY_VERSION, Optional.of(false), Optional.empty());

    var refused = change(settings.state(), stale, Optional.of(true), Optional.empty());

    assertThat(refused.refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(refused.state()).isSameAs(settings.state());
  }

  private static Fold<Settings> change(
      Settings settings,
      Optional<Position> expects,
      Optional<Boolean> autoSync,
      Optional<Boolean> restricted) {
    return settings.apply(HERE, new SettingsChanged(expects, autoSync, restricted));
  }
}
