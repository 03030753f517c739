package dev.kith.notifier.delivery;

import static dev.kith.notifier.delivery.DeliveryRun.address;
import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.half;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Fields;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.FoldOutput.Folded;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaFoldTest {

  private final DeliveryRun delivery = new DeliveryRun();

  @AfterEach
  void close() {
    delivery.close();
  }

  @Test
  void records_are_folded_into_the_stores_and_the_cache_has_the_same() {
    delivery.fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    delivery.fold("alice", changed(-1, named("Alicia", 6)));

    assertThat(fields("bob").name()).contains("Alicia");
    assertThat(delivery.store().subject(address("alice")))
        .isEqualTo(uncached().subject(address("alice")));
    assertThat(delivery.task().folded()).isEqualTo(1);
    assertThat(delivery.task().begun()).isEqualTo(1);
  }

  @Test
  void what_was_folded_is_forwarded_with_the_states_before_and_after() {
    delivery.fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    delivery.fold("alice", half("bob", 7, -1, 5, true));

    var first = (Folded) delivery.forwarded.getFirst();
    assertThat(first.before()).isEqualTo(SubjectState.NONE);
    assertThat(first.placesBefore()).containsEntry(address("bob"), PlaceState.NONE);
    assertThat(first.placesAfter()).containsOnlyKeys(address("bob"));
    var second = (Folded) delivery.forwarded.getLast();
    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.placesBefore()).isEqualTo(first.placesAfter());
    assertThat(second.after()).isEqualTo(delivery.store().subject(address("alice")));
    assertThat(second.placesAfter())
        .containsEntry(address("bob"), delivery.store().place(address("bob"), address("alice")));
    assertThat(delivery.forwarded).extracting(FoldOutput::offset).containsExactly(0L, 1L);
  }

  @Test
  void a_gap_is_counted_and_its_record_is_passed_over() {
    delivery.complete();
    delivery.fold("alice", followed("bob", 1, -1, named("Alice", 5)));

    delivery.fold("alice", changed(7, named("Hidden", 8)));

    assertThat(delivery.gaps).hasValue(1);
    assertThat(fields("bob").name()).contains("Alice");
    assertThat(delivery.forwarded).filteredOn(Folded.class::isInstance).hasSize(1);
  }

  @Test
  void a_gap_before_the_stores_are_complete_is_no_fault() {
    delivery.completed(DeliveryRun.APPLICATION, 0);

    delivery.fold("alice", changed(7, named("Alice", 8)));

    assertThat(delivery.gaps).hasValue(0);
    assertThat(uncached().subject(address("alice"))).isEqualTo(SubjectState.NONE);
  }

  @Test
  void the_stores_are_complete_when_all_journal_partitions_of_this_application_are() {
    delivery.completed("earlier", 0);
    delivery.completed("earlier", 1);
    delivery.completed(DeliveryRun.APPLICATION, 1);
    delivery.completed(DeliveryRun.APPLICATION, 1);
    assertThat(delivery.task().isComplete()).isFalse();

    delivery.completed(DeliveryRun.APPLICATION, 0);
    delivery.completed(DeliveryRun.APPLICATION, 0);

    assertThat(delivery.task().isComplete()).isTrue();
    assertThat(delivery.forwarded).containsExactly(new FoldOutput.Completed(4));
  }

  @Test
  void a_request_for_updates_is_forwarded_in_order() {
    delivery.wanted(true);
    delivery.fold("alice", changed(-1, named("Alice", 5)));
    delivery.wanted(false);

    assertThat(delivery.forwarded)
        .extracting(Object::getClass)
        .containsExactly(
            FoldOutput.UpdatesRequested.class, Folded.class, FoldOutput.UpdatesRequested.class);
    assertThat(delivery.forwarded.getFirst()).isEqualTo(new FoldOutput.UpdatesRequested(0, true));
    assertThat(delivery.forwarded.getLast()).isEqualTo(new FoldOutput.UpdatesRequested(2, false));
  }

  @Test
  void an_unreadable_record_is_a_dead_letter_and_the_next_one_is_folded() {
    delivery.run.raw(Topics.FANOUT, "alice".getBytes(UTF_8), new byte[] {1, 2});
    delivery.fold("not an address", changed(-1, named("Alice", 5)));
    delivery.fold("alice", followed("bob", 1, -1, named("Alice", 5)));

    assertThat(delivery.run.deadLetters()).hasSize(2);
    assertThat(fields("bob").name()).contains("Alice");
  }

  @Test
  void a_task_that_ends_is_not_readable_any_more() {
    assertThat(delivery.tasks.of(0)).isPresent();

    delivery.close();

    assertThat(delivery.tasks.of(0)).isEmpty();
  }

  private Fields fields(String viewer) {
    var alice = address("alice");
    var state = delivery.store().state(alice, address(viewer));
    return state.kept().replica().view(alice, address(viewer), state.place().place()).fields();
  }

  private ReplicaStore uncached() {
    return new ReplicaStore(
        delivery.run.store(ReplicaStore.SUBJECTS), delivery.run.store(ReplicaStore.PLACES));
  }
}
