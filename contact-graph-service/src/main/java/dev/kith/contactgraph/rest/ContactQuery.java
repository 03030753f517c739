package dev.kith.contactgraph.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Label;
import dev.kith.domain.Relation;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.StrictJson;
import dev.kith.kit.streams.RelationStore;
import dev.kith.schemas.Keys;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which of an owner's peers are asked for.
 *
 * @param after the last peer of the page before
 */
record ContactQuery(int limit, Optional<Address> after, Predicate<Relation> wanted) {

  /** As the parameters of a request say it. */
  static ContactQuery of(
      @Nullable String limit,
      @Nullable String cursor,
      @Nullable String label,
      @Nullable String relation) {
    return new ContactQuery(
        Page.limit(limit),
        Optional.ofNullable(cursor).map(ContactQuery::peer),
        label(label).and(kind(relation)));
  }

  /** Reads on until the page is full and it is known whether another follows. */
  Page<ContactBody> run(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var items = new ArrayList<ContactBody>();
    try (var entries = store.range(from(owner), to(owner))) {
      while (entries.hasNext()) {
        var entry = entries.next();
        var relation = RelationStore.read(entry.value);
        if (ContactBody.isNothing(relation) || !wanted.test(relation)) {
          continue;
        }
        if (items.size() == limit) {
          return new Page<>(items, cursor(items.getLast().peer()));
        }
        items.add(ContactBody.of(new Address(Keys.second(entry.key.get())), relation));
      }
    }
    return new Page<>(items, null);
  }

  /** The least key behind the last peer of the page before. */
  private Bytes from(Address owner) {
    var last = after.map(peer -> peer.text() + '\0').orElse("");
    return Bytes.wrap((owner.text() + '|' + last).getBytes(UTF_8));
  }

  /** Above all keys of the owner: in ASCII, } follows |, and no address contains it. */
  private static Bytes to(Address owner) {
    return Bytes.wrap((owner.text() + '}').getBytes(UTF_8));
  }

  private static Predicate<Relation> label(@Nullable String label) {
    if (label == null) {
      return relation -> true;
    }
    if (!Label.isValid(label)) {
      throw StrictJson.invalid("label", "is no label: " + Label.RULE);
    }
    return relation -> relation.own().labels().contains(label);
  }

  private static Predicate<Relation> kind(@Nullable String kind) {
    return switch (kind) {
      case null -> relation -> true;
      case "contact" -> relation -> relation.own().contact();
      case "subscribed" -> relation -> relation.own().subscribed() == Choice.YES;
      case "blocked" -> relation -> relation.own().blocked();
      case "paired" -> Relation::paired;
      default ->
          throw StrictJson.invalid("relation", "must be contact, subscribed, blocked or paired");
    };
  }

  private static String cursor(String peer) {
    return Page.cursor(peer.getBytes(US_ASCII));
  }

  private static Address peer(String cursor) {
    return Address.parse(new String(Page.place(cursor), US_ASCII)).orElseThrow(Page::foreignCursor);
  }
}
