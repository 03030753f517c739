package dev.kith.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How an owner shows their presence: by the rules of {@code presence}, to those who see anything of
 * the owner at all, and as closely as the owner's settings say.
 */
public record PresencePolicy(Address owner, Profile profile, Settings settings) {

  /** What {@code viewer} sees who asks, about whom the owner holds {@code halfEdge}. */
  public Optional<PresenceView> asked(
      Address viewer, HalfEdge halfEdge, Presence presence, Instant now) {
    var isVisible =
        presence.isKnown()
            && allows(viewer, halfEdge)
            && !View.of(owner, profile, halfEdge, viewer).isNothing();
    return isVisible ? Optional.of(shown(presence, now)) : Optional.empty();
  }

  /** What {@code viewer} sees, who may be the owner. */
  public Optional<PresenceView> seenAs(
      Address viewer, HalfEdge halfEdge, Presence presence, Instant now) {
    return viewer.equals(owner) ? whole(presence) : asked(viewer, halfEdge, presence, now);
  }

  /** What the owner and a backend see. */
  public Optional<PresenceView> whole(Presence presence) {
    return presence.isKnown() && profile.isPresent()
        ? Optional.of(presence.exactly())
        : Optional.empty();
  }

  /**
   * Whether {@code subscriber} is told without asking: one who follows, and so holds an entry of
   * the owner.
   */
  public boolean tells(Address subscriber, Relation relation) {
    // most peers are no contacts or follow nobody, and a view costs more than to know that
    return Entry.mayFollow(relation)
        && allows(subscriber, relation.own())
        && !new Entry(subscriber, owner, profile, relation).view().isNothing();
  }

  /** Whether the owner lets {@code peer} know exactly; only then may the owner know the peer's. */
  public boolean isExactTo(Address peer, HalfEdge halfEdge) {
    return isExact() && allows(peer, halfEdge);
  }

  public boolean isExact() {
    return settings.lastSeen() == LastSeen.EXACT;
  }

  /** Whether there may be anybody who is shown something else than by {@code other}. */
  public boolean mayDifferFrom(PresencePolicy other) {
    return isExact() != other.isExact()
        || !profile.privacy().equals(other.profile.privacy())
        || profile.lifecycle() != other.profile.lifecycle()
        || !FieldsThere.of(profile).equals(FieldsThere.of(other.profile));
  }

  /** To whoever may see it, as closely as the owner wants. */
  public PresenceView shown(Presence presence, Instant now) {
    return isExact() ? presence.exactly() : presence.exactly().roughly(now);
  }

  private boolean allows(Address viewer, HalfEdge halfEdge) {
    return !halfEdge.blocked() && profile.privacy().allows(PrivacyRules.PRESENCE, viewer, halfEdge);
  }

  /** Which fields there are decides, with the rules, for whom there is a view. */
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
