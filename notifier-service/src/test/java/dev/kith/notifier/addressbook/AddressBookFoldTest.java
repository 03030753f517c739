package dev.kith.notifier.addressbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Update;
import dev.kith.domain.Update.Kind;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.topology.NotifierTopology;
import dev.kith.schemas.Keys;
import dev.kith.schemas.StateFormat;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressBookFoldTest {

  private static final Address BOB = new Address("bob");
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration A_SLICE = Duration.ofSeconds(1);

  private final TopologyRun run = new TopologyRun(new NotifierTopology(1, KEPT));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_resume_returns_exactly_what_is_newer_than_the_cursor() {
    told("alice", Kind.CHANGED);
    told("carol", Kind.CHANGED);
    told("dave", Kind.REMOVED);

    assertThat(changedSince(0)).containsExactly("carol CHANGED", "dave REMOVED");
    assertThat(changedSince(2)).isEmpty();
  }

  @Test
  void the_address_book_omits_removed_entries() {
    told("alice", Kind.CHANGED);
    told("dave", Kind.REMOVED);

    var present =
        AddressBookStore.present(run.store(AddressBookStore.NAME), BOB, Optional.empty(), 10);

    assertThat(present.entries()).hasSize(1);
    assertThat(present.entries().getFirst().stored().update().subject()).isEqualTo(alice());
  }

  @Test
  void a_missed_joined_is_kept_when_a_change_follows_it() {
    told("carol", Kind.CHANGED);
    told("alice", Kind.JOINED);
    told("alice", Kind.CHANGED);

    assertThat(changedSince(0)).containsExactly("alice JOINED");
    assertThat(changedSince(1)).containsExactly("alice CHANGED");
  }

  @Test
  void a_joined_subject_that_was_removed_again_is_removed() {
    told("alice", Kind.JOINED);
    told("alice", Kind.REMOVED);

    assertThat(changedSince(-1)).containsExactly("alice REMOVED");
  }

  @Test
  void a_removal_is_kept_for_a_while_and_then_the_forgotten_offset_is_raised() {
    told("alice", Kind.REMOVED);
    told("carol", Kind.CHANGED);
    told("dave", Kind.REMOVED);
    told("alice", Kind.CHANGED);
    run.pass(KEPT.minus(Duration.ofHours(3)));
    sweep();
    assertThat(forgotten()).isEqualTo(-1);
    assertThat(changedSince(-1)).contains("dave REMOVED");

    run.pass(Duration.ofHours(4));
    sweep();

    assertThat(forgotten()).isEqualTo(2);
    assertThat(changedSince(-1)).containsExactly("alice CHANGED", "carol CHANGED");
  }

  @Test
  void the_age_of_a_removal_is_that_of_its_record() {
    told("alice", Kind.REMOVED, Instant.now().minus(KEPT).minusSeconds(60));

    sweep();

    assertThat(forgotten()).isZero();
    assertThat(changedSince(-1)).isEmpty();
  }

  @Test
  void a_long_book_is_read_in_slices() {
    told("alice", Kind.CHANGED);
    told("carol", Kind.CHANGED);
    told("dave", Kind.CHANGED);
    var store = run.store(AddressBookStore.NAME);

    var first = AddressBookStore.changed(store, BOB, -1, Optional.empty(), 2);
    var second = AddressBookStore.changed(store, BOB, -1, first.next(), 2);

    assertThat(first.next()).contains(new Address("carol"));
    assertThat(second.entries()).hasSize(1);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void an_entry_of_an_earlier_version_is_read() throws IOException {
    var store = run.store(AddressBookStore.NAME);
    store.put(
        Bytes.wrap(Keys.join("bob", "alice")), writtenWithThePast(7, update("alice", Kind.JOINED)));

    assertThat(changedSince(6)).containsExactly("alice CHANGED");
    assertThat(changedSince(7)).isEmpty();

    told("alice", Kind.CHANGED);
    assertThat(changedSince(-1)).containsExactly("alice CHANGED");
  }

  /** A slice visits at least one entry, and there are at most three entries. */
  private void sweep() {
    for (var slice = 0; slice < 3; slice++) {
      run.pass(A_SLICE);
    }
  }

  private void told(String subject, Kind kind) {
    told(subject, kind, Instant.now());
  }

  private void told(String subject, Kind kind, Instant at) {
    var key = new String(Keys.join("bob", subject), StandardCharsets.UTF_8);
    run.record(Topics.UPDATES, key, UpdateCodec.write(update(subject, kind)), at);
  }

  private static Update update(String subject, Kind kind) {
    var address = new Address(subject);
    var version = new Version(new Position(0, 1), Position.NONE);
    return new Update(BOB, address, kind, View.nothing(address), version);
  }

  private List<String> changedSince(long offset) {
    var store = run.store(AddressBookStore.NAME);
    return AddressBookStore.changed(store, BOB, offset, Optional.empty(), 10).entries().stream()
        .map(held -> held.stored().update().subject() + " " + held.kindSince(offset))
        .toList();
  }

  private long forgotten() {
    return ForgottenUpdates.upTo(run.store(ForgottenUpdates.NAME));
  }

  private static Address alice() {
    return new Address("alice");
  }

  private static byte[] writtenWithThePast(long offset, Update update) throws IOException {
    var schema = StateFormat.past("AddressBookEntry-0.1.0");
    GenericRecord entry = new GenericData.Record(schema);
    entry.put("offset", offset);
    entry.put("update", UpdateCodec.write(update));
    return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(entry).array();
  }
}
