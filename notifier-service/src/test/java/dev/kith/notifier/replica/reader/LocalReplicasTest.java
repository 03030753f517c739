package dev.kith.notifier.replica.reader;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.half;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static dev.kith.notifier.delivery.ReplicaRecords.unfollowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.delivery.DeliveryRun;
import dev.kith.notifier.replica.ReplicaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalReplicasTest {

  private static final Address BOB = new Address("bob");
  private static final Address ALICE = new Address("alice");

  private final DeliveryRun delivery = new DeliveryRun();
  private final LocalReplicas replicas = replicas((name, _) -> delivery.store(name));

  @AfterEach
  void close() {
    delivery.close();
  }

  @Test
  void a_page_has_the_followed_subjects_and_the_viewer_in_the_order_of_subjects() {
    delivery.complete();
    follow("carol", "alice", "aaron", "group:1");
    delivery.fold("bob", changed(-1, named("Bob", 1)));

    var page = replicas.page(BOB, Optional.empty(), 100);

    assertThat(subjects(page)).containsExactly("aaron", "alice", "bob", "carol", "group:1");
    assertThat(page.held())
        .filteredOn(one -> one.subject().equals(BOB))
        .singleElement()
        .satisfies(own -> assertThat(own.place()).isEqualTo(PlaceState.NONE))
        .satisfies(own -> assertThat(own.view(BOB).fields().name()).contains("Bob"));
    assertThat(page.next()).isEmpty();
    assertThat(page.start()).isEqualTo(6);
    assertThat(page.end()).isEqualTo(6);
  }

  @Test
  void pages_of_any_size_together_are_the_whole() {
    delivery.complete();
    follow("carol", "alice", "aaron", "zoe");
    for (var limit = 1; limit <= 6; limit++) {
      var all = new ArrayList<String>();
      var next = Optional.<Address>empty();
      do {
        var page = replicas.page(BOB, next, limit);
        assertThat(page.held()).hasSizeLessThanOrEqualTo(limit);
        all.addAll(subjects(page));
        next = page.next();
      } while (next.isPresent());
      assertThat(all)
          .as("limit %d", limit)
          .containsExactly("aaron", "alice", "bob", "carol", "zoe");
    }
  }

  @Test
  void a_viewer_without_places_has_themself_and_a_group_nothing() {
    delivery.complete();

    assertThat(subjects(replicas.page(BOB, Optional.empty(), 1))).containsExactly("bob");
    assertThat(subjects(replicas.page(new Address("group:1"), Optional.empty(), 1))).isEmpty();
  }

  @Test
  void a_place_that_only_the_subject_holds_is_left_out_until_the_viewer_follows() {
    delivery.complete();
    delivery.fold("alice", half("bob", 3, -1, -1, false));
    assertThat(subjects(replicas.page(BOB, Optional.empty(), 10))).containsExactly("bob");

    delivery.fold("alice", followed("bob", 1, 3, named("Alice", 2)));
    assertThat(subjects(replicas.page(BOB, Optional.empty(), 10))).containsExactly("alice", "bob");

    delivery.fold("alice", unfollowed("bob", 2, 3, named("Alice", 2)));
    assertThat(subjects(replicas.page(BOB, Optional.empty(), 10))).containsExactly("alice", "bob");
  }

  @Test
  void states_of_named_subjects_come_in_their_order_whether_held_or_not() {
    delivery.complete();
    follow("alice");

    var page = replicas.some(BOB, List.of(new Address("zoe"), ALICE, BOB));

    assertThat(subjects(page)).containsExactly("zoe", "alice", "bob");
    assertThat(page.held().getFirst())
        .isEqualTo(new Held(new Address("zoe"), SubjectState.NONE, PlaceState.NONE));
    assertThat(page.held().get(1).view(BOB).fields().name()).contains("alice");
  }

  @Test
  void stores_that_are_not_complete_are_not_read() {
    follow("alice");

    assertThatThrownBy(() -> replicas.page(BOB, Optional.empty(), 1))
        .isInstanceOf(NotServed.class)
        .hasMessageContaining("rebuilt");
  }

  @Test
  void a_partition_that_is_elsewhere_or_moves_is_not_read() {
    delivery.complete();
    var moving =
        replicas((_, _) -> {
          throw new PartitionOwners.NotHere();
        });
    assertThatThrownBy(() -> moving.page(BOB, Optional.empty(), 1)).isInstanceOf(NotServed.class);

    delivery.close();

    assertThatThrownBy(() -> replicas.some(BOB, List.of(ALICE))).isInstanceOf(NotServed.class);
  }

  @Test
  void a_task_that_ends_during_a_read_is_not_read() {
    delivery.complete();
    follow("alice");
    var subjects = delivery.store(ReplicaStore.SUBJECTS);
    var places = delivery.store(ReplicaStore.PLACES);
    var ending =
        replicas((name, _) -> {
          delivery.tasks.of(0).ifPresent(task -> delivery.end(task));
          return name.equals(ReplicaStore.PLACES) ? places : subjects;
        });

    assertThatThrownBy(() -> ending.page(BOB, Optional.empty(), 1)).isInstanceOf(NotServed.class);
  }

  /** Alice blocks bob and changes her name while his page is read, after his place was read. */
  @Test
  void a_block_during_the_read_of_a_page_holds_for_the_content_after_it() {
    delivery.complete();
    follow("alice");
    var reading =
        replicas((name, _) ->
            name.equals(ReplicaStore.PLACES)
                ? delivery.store(name)
                : new BeforeFirstGet(
                    delivery.store(name),
                    () -> {
                      delivery.fold("alice", half("bob", 8, -1, 5, true));
                      delivery.fold("alice", changed(8, named("Hidden", 9)));
                    }));

    var page = reading.page(BOB, Optional.empty(), 10);

    assertThat(page.held())
        .filteredOn(one -> one.subject().equals(ALICE))
        .singleElement()
        .satisfies(held -> assertThat(held.view(BOB).isNothing()).isTrue());
    assertThat(page.start()).isEqualTo(2);
    assertThat(page.end()).isEqualTo(4);
  }

  @Test
  void a_page_is_the_same_behind_the_codec() {
    delivery.complete();
    follow("carol", "alice", "aaron");
    delivery.fold("alice", half("bob", 8, -1, 5, true));

    var page = replicas.page(BOB, Optional.empty(), 2);

    assertThat(ReplicaPageCodec.read(ReplicaPageCodec.write(page))).isEqualTo(page);
    assertThat(page.next()).contains(ALICE);
  }

  private void follow(String... subjects) {
    for (var subject : subjects) {
      delivery.fold(subject, followed("bob", 1, -1, named(subject, 5)));
    }
  }

  private LocalReplicas replicas(LocalReplicas.Stores stores) {
    return new LocalReplicas(new DeliveryPartitions(1), delivery.tasks, stores);
  }

  private static List<String> subjects(ReplicaPage page) {
    return page.held().stream().map(held -> held.subject().text()).toList();
  }
}
