package dev.kith.contactgraph.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.contactgraph.rest.Refused;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.stores.RelationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContactQueryTest {

  private static final int MANY = 1_000;
  private static final PageCursors CURSORS = CursorFixture.cursors();
  private static final Address ALICE = new Address("alice");

  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("r").get();
  private final RelationStore relations = new RelationStore(store);

  @Test
  void pages_follow_each_other_in_the_order_of_addresses_without_gap_or_repetition() {
    for (var peer : List.of("e", "B", "a-1", "a", "group:7", "a1")) {
      contact(peer);
    }

    var seen = new ArrayList<List<String>>();
    String cursor = null;
    do {
      var query = query("2", cursor, null, null);
      var step = walk(query, MANY);
      seen.add(peers(step));
      cursor = step.continueAfter().map(query::cursor).orElse(null);
    } while (cursor != null);

    assertThat(seen)
        .containsExactly(List.of("B", "a"), List.of("a-1", "a1"), List.of("e", "group:7"));
  }

  @Test
  void only_the_owners_own_peers_are_listed() {
    contact("bob");
    change(new Address("alice1"), "carol");
    change(new Address("alic"), "dave");

    assertThat(list(null, null)).containsExactly("bob");
  }

  @Test
  void what_others_hold_about_the_owner_does_not_show() {
    relations.mirror(ALICE, new Address("mallory"), said(Choice.UNSET, true));

    assertThat(list(null, null)).isEmpty();
    assertThat(list(null, "blocked")).isEmpty();
  }

  @Test
  void no_number_of_fillers_tells_that_somebody_holds_or_blocks_the_owner() {
    for (var number = 100; number < 200; number++) {
      contact("filler" + number, number == 149 ? "last" : "other");
    }
    var query = query("10", null, "last", null);
    var before = new ArrayList<PeerScanner.Step>();
    for (var examined = 1; examined < 110; examined++) {
      before.add(walk(query, examined));
    }

    relations.mirror(ALICE, new Address("filler120-blocks"), said(Choice.UNSET, true));
    relations.mirror(ALICE, new Address("filler149-follows"), said(Choice.YES, false));
    relations.mirror(ALICE, new Address("zoe"), said(Choice.YES, false));

    for (var examined = 1; examined < 110; examined++) {
      var now = walk(query, examined);
      assertThat(peers(now)).isEqualTo(peers(before.get(examined - 1)));
      assertThat(now.examined()).isEqualTo(before.get(examined - 1).examined());
      assertThat(now.continueAfter().isPresent())
          .isEqualTo(before.get(examined - 1).continueAfter().isPresent());
    }
  }

  @Test
  void a_page_holds_only_what_is_asked_for() {
    contact("bob", "family", "work");
    contact("carol", "work");
    block("dave");

    assertThat(list("family", null)).containsExactly("bob");
    assertThat(list("work", "contact")).containsExactly("bob", "carol");
    assertThat(list(null, "blocked")).containsExactly("dave");
    assertThat(list(null, "subscribed")).isEmpty();
    assertThat(list(null, "paired")).isEmpty();
    // whether they are mutual is decided in the peers' partitions
    assertThat(list(null, "mutual")).containsExactly("bob", "carol");
  }

  @Test
  void the_last_page_has_no_next_even_when_it_is_full() {
    contact("bob");
    contact("carol");

    assertThat(walk(query("2", null, null, null), MANY).continueAfter()).isEmpty();
  }

  @Test
  void a_walk_ends_after_so_many_and_goes_on_from_there_even_if_nobody_was_wanted() {
    for (var peer : List.of("a", "b", "c", "d")) {
      contact(peer);
    }
    contact("e", "rare");

    var query = query("2", null, "rare", null);
    var first = walk(query, 2);
    var cursor = first.continueAfter().map(query::cursor).orElseThrow();
    var second = walk(query("2", cursor, "rare", null), 3);

    assertThat(peers(first)).isEmpty();
    assertThat(first.examined()).isEqualTo(2);
    assertThat(first.continueAfter()).contains(new Address("b"));
    assertThat(peers(second)).containsExactly("e");
    assertThat(second.continueAfter()).isEmpty();
  }

  @Test
  void subscribers_are_those_who_are_told_and_for_backends_alone() {
    relations.mirror(ALICE, new Address("bob"), said(Choice.YES, false));
    relations.mirror(ALICE, new Address("carol"), said(Choice.NO, false));
    relations.mirror(ALICE, new Address("dave"), said(Choice.YES, true));
    relations.mirror(ALICE, new Address("erin"), said(Choice.YES, false));
    block("erin");

    assertThat(list(null, "subscriber")).containsExactly("bob");
    assertThat(query(null, null, null, "subscriber").backendOnly()).isTrue();
    assertThat(query(null, null, null, "subscribed").backendOnly()).isFalse();
  }

  @Test
  void parameters_that_make_no_sense_are_refused_by_their_name() {
    assertThat(Refused.field(() -> query("0", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> query("501", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> query("1e2", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> query(null, "?", null, null))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, "", null, null))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, null, "a b", null))).isEqualTo("label");
    assertThat(Refused.field(() -> query(null, null, null, "all"))).isEqualTo("relation");
  }

  @Test
  void a_cursor_of_another_owner_or_query_is_refused() {
    var cursor = query(null, null, "family", "contact").cursor(new Address("bob"));

    assertThat(query("7", cursor, "family", "contact").after()).contains(new Address("bob"));
    assertThat(Refused.field(() -> query(null, cursor, "work", "contact"))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, cursor, null, "contact"))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, cursor, "family", "blocked"))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, cursor, "family", null))).isEqualTo("cursor");
    assertThat(
            Refused.field(() ->
                ContactQuery.of(CURSORS, new Address("carol"), null, cursor, "family", "contact")))
        .isEqualTo("cursor");
  }

  private static ContactQuery query(
      @Nullable String limit,
      @Nullable String cursor,
      @Nullable String label,
      @Nullable String relation) {
    return ContactQuery.of(CURSORS, ALICE, limit, cursor, label, relation);
  }

  private List<String> list(@Nullable String label, @Nullable String relation) {
    return peers(walk(query(null, null, label, relation), MANY));
  }

  private PeerScanner.Step walk(ContactQuery query, int maxExamined) {
    return PeerScanner.ofOwn(store, ALICE, query.wanted())
        .after(query.after(), query.limit(), maxExamined);
  }

  private static List<String> peers(PeerScanner.Step step) {
    return step.peers().stream().map(peer -> peer.address().text()).toList();
  }

  private static HalfEdge said(Choice subscribed, boolean blocked) {
    return new HalfEdge(
        new Position(0, 9), false, subscribed, false, blocked, false, new TreeSet<>());
  }

  private void block(String peer) {
    relations.apply(
        ALICE,
        new Position(0, 1),
        new ContactBlocked(Optional.empty(), new Address(peer)),
        (_, _) -> {});
  }

  private void contact(String peer, String... labels) {
    change(ALICE, peer, labels);
  }

  private void change(Address owner, String peer, String... labels) {
    var changed =
        new ContactChanged(
            Optional.empty(),
            new Address(peer),
            Optional.of(true),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Set.of(labels)));
    relations.apply(owner, new Position(0, 1), changed, (_, _) -> {});
  }
}
