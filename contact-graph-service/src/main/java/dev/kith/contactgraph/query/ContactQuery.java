package dev.kith.contactgraph.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Label;
import dev.kith.domain.Relation;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Query for one page of an owner's contacts.
 *
 * @param after the last peer of the previous page
 * @param relation the kind of relation; {@link #MUTUAL} needs the peers' half-edges in addition to
 *     {@code wanted}
 * @param cursors codec of this list's cursors
 */
public record ContactQuery(
    int limit,
    Optional<Address> after,
    @Nullable String relation,
    Predicate<Relation> wanted,
    PageCursors.Of cursors) {

  private static final String MUTUAL = "mutual";
  private static final String SUBSCRIBER = "subscriber";

  /** Reads the query parameters of a request. */
  public static ContactQuery of(
      PageCursors cursors,
      Address owner,
      @Nullable String limit,
      @Nullable String cursor,
      @Nullable String label,
      @Nullable String relation) {
    var list = cursors.of("contacts", owner.text(), relation, label);
    return new ContactQuery(
        Page.limit(limit),
        Optional.ofNullable(cursor).map(text -> peer(list, text)),
        relation,
        kind(relation).and(label(label)),
        list);
  }

  /** Whether the peers' nodes must be asked to filter the result. */
  public boolean mutual() {
    return MUTUAL.equals(relation);
  }

  /** Whether the query reveals peers' half-edges, which the owner must not see. */
  public boolean backendOnly() {
    return SUBSCRIBER.equals(relation);
  }

  String cursor(Address last) {
    return cursors.seal(last.text().getBytes(US_ASCII));
  }

  private static Predicate<Relation> label(@Nullable String label) {
    if (label == null) {
      return relation -> true;
    }
    if (!Label.isValid(label)) {
      throw JsonFields.invalid("label", "is not a valid label: " + Label.RULE);
    }
    return relation -> relation.own().labels().contains(label);
  }

  private static Predicate<Relation> kind(@Nullable String kind) {
    return switch (kind) {
      case null -> relation -> !ContactBody.isNothing(relation);
      case "contact", MUTUAL -> relation -> relation.own().contact();
      case "subscribed" -> relation -> relation.own().subscribed() == Choice.YES;
      case "blocked" -> relation -> relation.own().blocked();
      case "paired" -> Relation::paired;
      // a block in either direction stops updates
      case SUBSCRIBER ->
          relation -> relation.mirror().subscribed() == Choice.YES && !relation.blocked();
      default ->
          throw JsonFields.invalid(
              "relation", "must be contact, subscribed, blocked, paired, mutual or subscriber");
    };
  }

  private static Address peer(PageCursors.Of list, String cursor) {
    return Address.parse(new String(list.open(cursor), US_ASCII)).orElseThrow(PageCursors::invalid);
  }
}
