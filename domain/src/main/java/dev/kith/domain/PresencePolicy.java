package dev.kith.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Policy that decides who sees an owner's presence: viewers whom the rules of {@code presence}
 * allow and who see anything of the owner, with the precision of the owner's settings.
 */
public record PresencePolicy(Address owner, Profile profile, Settings settings) {

  /**
   * Presence that {@code viewer} gets on request; {@code halfEdge} is the owner's half-edge to the
   * viewer.
   */
  public Optional<PresenceView> asked(
      Address viewer, HalfEdge halfEdge, Presence presence, Instant now) {
    var isVisible =
        presence.isKnown()
            && allows(viewer, halfEdge)
            && !View.of(owner, profile, halfEdge, viewer).isNothing();
    return isVisible ? Optional.of(shown(presence, now)) : Optional.empty();
  }

  /** Presence that {@code viewer} sees, who may be the owner. */
  public Optional<PresenceView> seenAs(
      Address viewer, HalfEdge halfEdge, Presence presence, Instant now) {
    return viewer.equals(owner) ? whole(presence) : asked(viewer, halfEdge, presence, now);
  }

  /** Presence that the owner and a backend see. */
  public Optional<PresenceView> whole(Presence presence) {
    return presence.isKnown() && profile.isPresent()
        ? Optional.of(presence.exactly())
        : Optional.empty();
  }

  /**
   * Whether {@code subscriber} gets presence updates: only subscribers who follow the owner, and so
   * hold an entry.
   */
  public boolean tells(Address subscriber, Relation relation) {
    // most peers are not contacts or follow nothing, and a view costs more than these checks
    return Entry.mayFollow(relation)
        && allows(subscriber, relation.own())
        && !new Entry(subscriber, owner, profile, relation).view().isNothing();
  }

  /**
   * Whether {@code peer} may see the owner's exact presence; only then may the owner see the
   * peer's.
   */
  public boolean isExactTo(Address peer, HalfEdge halfEdge) {
    return isExact() && allows(peer, halfEdge);
  }

  public boolean isExact() {
    return settings.lastSeen() == LastSeen.EXACT;
  }

  /** Whether there may be a viewer who sees something different under {@code other}. */
  public boolean mayDifferFrom(PresencePolicy other) {
    return isExact() != other.isExact()
        || !profile.privacy().equals(other.profile.privacy())
        || profile.lifecycle() != other.profile.lifecycle()
        || !FieldsThere.of(profile).equals(FieldsThere.of(other.profile));
  }

  /** Presence for viewers who may see it, with the owner's precision. */
  public PresenceView shown(Presence presence, Instant now) {
    return isExact() ? presence.exactly() : presence.exactly().roughly(now);
  }

  private boolean allows(Address viewer, HalfEdge halfEdge) {
    return !halfEdge.blocked() && profile.privacy().allows(PrivacyRules.PRESENCE, viewer, halfEdge);
  }

  /** The set of existing fields decides, together with the rules, who has a view. */
  private record FieldsThere(
      boolean name, boolean status, boolean picture, Set<String> attributes) {
    static FieldsThere of(Profile profile) {
      var fields = profile.fields();
      return new FieldsThere(
          fields.name().isPresent(),
          fields.status().isPresent(),
          fields.picture().isPresent(),
          fields.attributes().keySet());
    }
  }
}
