package dev.kith.contactgraph.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import jakarta.ws.rs.core.EntityTag;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON body of an owner's relation to a peer.
 *
 * @param mutual each has the other as contact, and the peer's view for the owner is not empty; null
 *     while the peer's node does not answer
 * @param position the version of the owner's half-edge; null if no event of the owner named the
 *     peer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactBody(
    String peer,
    boolean contact,
    boolean subscribed,
    boolean announced,
    SortedSet<String> labels,
    boolean blocked,
    boolean paired,
    @Nullable Boolean mutual,
    @Nullable String position) {

  static ContactBody of(Address peer, Relation relation, @Nullable Boolean mutual) {
    var own = relation.own();
    return new ContactBody(
        peer.text(),
        own.contact(),
        own.subscribed() == Choice.YES,
        own.announced(),
        own.labels(),
        own.blocked(),
        relation.paired(),
        mutual,
        isWithoutEvent(own) ? null : own.position().toString());
  }

  /**
   * The entity tag: the version, plus a letter for each property that may change without a new
   * version; empty if there is no version.
   */
  public Optional<EntityTag> tag() {
    return Optional.ofNullable(position)
        .map(version ->
            new EntityTag(
                version + (paired ? "p" : "") + (mutual == null ? "u" : mutual ? "m" : "")));
  }

  /** Whether the owner can read nothing about the peer. */
  public static boolean isNothing(Relation relation) {
    return relation.own().isEmpty() && !relation.paired();
  }

  private static boolean isWithoutEvent(HalfEdge own) {
    return own.position().equals(Position.NONE);
  }
}
