package dev.kith.contactgraph.streams;

import static dev.kith.contactgraph.streams.Graph.mirrors;
import static dev.kith.contactgraph.streams.Graph.relations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.Refusal;
import dev.kith.domain.Settings;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.TopologyRun;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the folds of settings and profiles, which produce no output themselves. */
class SettingsAndProfilesTest {

  private final Heard verdicts = new Heard();
  private final TopologyRun run = new TopologyRun(Graph.topology(verdicts, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void settings_are_kept_as_they_were_set_and_what_is_not_named_stays() {
    run.journal("alice", restricted(Optional.empty(), true));
    run.journal("alice", autoSync(false), "second");

    var left = new Settings(new Position(0, 1), false, true);
    assertThat(settings("alice")).isEqualTo(left);
    assertThat(verdicts.of("second").state()).isEqualTo(left);
    assertThat(verdicts.of("second").at()).isEqualTo(new Position(0, 1));
    assertThat(settings("bob")).isEqualTo(Settings.NONE);
  }

  @Test
  void settings_that_expect_another_version_are_refused_and_change_nothing() {
    run.journal("alice", restricted(Optional.empty(), true));

    run.journal("alice", restricted(Optional.of(new Position(0, 9)), false), "too late");
    run.journal("alice", restricted(Optional.of(Position.NONE), false), "once more");

    assertThat(verdicts.of("too late").refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(verdicts.of("once more").refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(settings("alice")).isEqualTo(new Settings(new Position(0, 0), true, true));
  }

  @Test
  void profiles_are_folded_but_their_verdicts_are_for_another_service_to_give() {
    run.journal("alice", named("Alice"), "creation");
    assertThat(name("alice")).contains("Alice");

    run.journal("alice", new ProfileDeleted(Optional.empty()), "deletion");
    assertThat(name("alice")).isEmpty();

    assertThat(verdicts.isNothing()).isTrue();
    assertThat(relations(run)).isEmpty();
    assertThat(mirrors(run)).isEmpty();
  }

  private Settings settings(String owner) {
    return SettingsStore.read(run.store(SettingsStore.NAME), new Address(owner));
  }

  private Optional<String> name(String owner) {
    return ProfileStore.read(run.store(StateStores.PROFILES), new Address(owner)).fields().name();
  }

  private static SettingsChanged restricted(Optional<Position> expects, boolean restricted) {
    return new SettingsChanged(expects, Optional.empty(), Optional.of(restricted));
  }

  private static SettingsChanged autoSync(boolean autoSync) {
    return new SettingsChanged(Optional.empty(), Optional.of(autoSync), Optional.empty());
  }

  private static ProfileChanged named(String name) {
    var fields = new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>());
    return new ProfileChanged(Optional.empty(), Mode.MERGE, fields, Set.of());
  }
}
