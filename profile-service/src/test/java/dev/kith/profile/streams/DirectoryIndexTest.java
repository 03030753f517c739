package dev.kith.profile.streams;

import static dev.kith.profile.streams.Changes.named;
import static dev.kith.profile.streams.Changes.nameless;
import static dev.kith.profile.streams.Changes.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.profile.cache.ProfileCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryIndexTest {

  private final TopologyRun run =
      new TopologyRun(
          new ProfileTopology(
              new Verdicts(new WaitingRequests()),
              new HistoryBounds(3, Duration.ofDays(90)),
              new ProfileCache(0),
              1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void profiles_stand_in_the_order_of_their_addresses() {
    run.journal("carol", named("Carol"));
    run.journal("group:1", named("Chess"));
    run.journal("alice", named("Zoe"));

    assertThat(listed(DirectoryOrder.ADDRESS)).containsExactly("alice", "carol", "group:1");
  }

  @Test
  void names_are_ordered_as_people_do_and_not_by_their_bytes() {
    run.journal("1", named("zoe"));
    run.journal("2", named("Ångström"));
    run.journal("3", named("anna"));
    run.journal("4", named("Béla"));
    run.journal("5", named("Bela"));
    run.journal("6", named("Ärne"));

    assertThat(listed(DirectoryOrder.NAME))
        .as("Ångström, anna, Ärne, Bela, Béla, zoe")
        .containsExactly("2", "3", "6", "5", "4", "1");
  }

  @Test
  void the_same_name_is_ordered_by_address_and_the_nameless_come_last() {
    run.journal("bob", named("Same"));
    run.journal("alice", named("Same"));
    run.journal("aaron", saying("without a name"));

    assertThat(listed(DirectoryOrder.NAME)).containsExactly("alice", "bob", "aaron");
  }

  @Test
  void a_profile_moves_with_its_name_and_stands_nowhere_twice() {
    run.journal("alice", named("Alice"));
    run.journal("bob", named("Bob"));

    run.journal("alice", named("Zoe"));
    assertThat(listed(DirectoryOrder.NAME)).containsExactly("bob", "alice");

    run.journal("alice", nameless());
    run.journal("bob", saying("a status does not move anyone"));
    assertThat(listed(DirectoryOrder.NAME)).containsExactly("bob", "alice");
    assertThat(listed(DirectoryOrder.ADDRESS)).containsExactly("alice", "bob");
  }

  @Test
  void one_who_is_deleted_or_only_has_rules_is_not_listed() {
    run.journal("alice", named("Alice"));
    run.journal("alice", new ProfileDeleted(Optional.empty()));
    run.journal("bob", new PrivacyChanged(Optional.empty(), PrivacyRules.NONE));

    assertThat(listed(DirectoryOrder.ADDRESS)).isEmpty();
    assertThat(listed(DirectoryOrder.NAME)).isEmpty();

    run.journal("alice", named("Alice"));
    assertThat(listed(DirectoryOrder.NAME)).containsExactly("alice");
  }

  /**
   * Another collation version changes the keys: update it together with a rebuild, and say so in
   * the changelog.
   */
  @Test
  void the_collation_is_the_one_that_stores_are_built_with() {
    assertThat(DirectoryOrder.COLLATOR.getUCAVersion().toString()).isEqualTo("17.0.0.0");
  }

  private List<String> listed(DirectoryOrder order) {
    var listed = new ArrayList<String>();
    try (var entries = run.store(DirectoryIndex.NAME).range(order.start(), order.end())) {
      entries.forEachRemaining(entry -> listed.add(order.address(entry.key).text()));
    }
    return listed;
  }
}
