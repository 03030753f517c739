package dev.kith.contactgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.http.Page;
import dev.kith.kit.streams.RelationStore;
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
      var page = ContactQuery.of("2", cursor, null, null).run(store, ALICE);
      seen.add(peers(page));
      cursor = page.next();
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
    var blocked =
        new HalfEdge(new Position(0, 9), false, Choice.UNSET, false, true, false, new TreeSet<>());
    relations.mirror(ALICE, new Address("mallory"), blocked);

    assertThat(list(null, null)).isEmpty();
    assertThat(list(null, "blocked")).isEmpty();
  }

  @Test
  void a_page_holds_only_what_is_asked_for() {
    contact("bob", "family", "work");
    contact("carol", "work");
    relations.apply(
        ALICE,
        new Address("dave"),
        new Position(0, 1),
        new ContactBlocked(Optional.empty(), new Address("dave")));

    assertThat(list("family", null)).containsExactly("bob");
    assertThat(list("work", "contact")).containsExactly("bob", "carol");
    assertThat(list(null, "blocked")).containsExactly("dave");
    assertThat(list(null, "subscribed")).isEmpty();
    assertThat(list(null, "paired")).isEmpty();
  }

  @Test
  void the_last_page_has_no_next_even_when_it_is_full() {
    contact("bob");
    contact("carol");

    assertThat(ContactQuery.of("2", null, null, null).run(store, ALICE).next()).isNull();
  }

  @Test
  void parameters_that_make_no_sense_are_refused_by_their_name() {
    assertThat(Refused.field(() -> ContactQuery.of("0", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> ContactQuery.of("501", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> ContactQuery.of("1e2", null, null, null))).isEqualTo("limit");
    assertThat(Refused.field(() -> ContactQuery.of(null, "?", null, null))).isEqualTo("cursor");
    assertThat(Refused.field(() -> ContactQuery.of(null, "", null, null))).isEqualTo("cursor");
    assertThat(Refused.field(() -> ContactQuery.of(null, null, "a b", null))).isEqualTo("label");
    assertThat(Refused.field(() -> ContactQuery.of(null, null, null, "all"))).isEqualTo("relation");
  }

  private List<String> list(@Nullable String label, @Nullable String relation) {
    return peers(ContactQuery.of(null, null, label, relation).run(store, ALICE));
  }

  private static List<String> peers(Page<ContactBody> page) {
    return page.items().stream().map(ContactBody::peer).toList();
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
    relations.apply(owner, new Address(peer), new Position(0, 1), changed);
  }
}
