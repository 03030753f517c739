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
 * What an owner holds about a peer, as JSON.
 *
 * @param mutual each has the other as contact, and the peer shows the owner something; null while
 *     the peer's node does not answer
 * @param position the version of the owner's half; null if the owner never spoke of the peer
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
        isUnspoken(own) ? null : own.position().toString());
  }

  /**
   * The version, and a letter for each that may change without it; nothing if there is no version.
   */
  public Optional<EntityTag> tag() {
    return Optional.ofNullable(position)
        .map(version ->
            new EntityTag(
                version + (paired ? "p" : "") + (mutual == null ? "u" : mutual ? "m" : "")));
  }

  /** Whether the owner has nothing to read about the peer. */
  public static boolean isNothing(Relation relation) {
    return relation.own().isEmpty() && !relation.paired();
  }

  private static boolean isUnspoken(HalfEdge own) {
    return own.position().equals(Position.NONE);
  }
}
