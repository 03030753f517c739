package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import java.time.Instant;
import java.util.Optional;

/** View and presence of an owner as the caller sees them. */
public record ViewedProfile(View view, Optional<PresenceView> presence) {

  /**
   * What a user sees, who is neither the owner nor a member who may act for the owner. The user's
   * own settings (reciprocity) are not applied yet; see {@link PresenceViews}.
   */
  static ViewedProfile of(Address owner, OwnerFacts facts, Address viewer) {
    var halfEdge = facts.halfEdgeTo(viewer);
    var view = View.of(owner, facts.profile(), halfEdge, viewer);
    var presence = presence(view, facts);
    return new ViewedProfile(
        view,
        presence.isKnown()
            ? policy(owner, facts).asked(viewer, halfEdge, presence, Instant.now())
            : Optional.empty());
  }

  /** What the owner, a backend, and a member who may act for the owner see. */
  static ViewedProfile whole(Address owner, OwnerFacts facts) {
    var view = View.whole(owner, facts.profile());
    var presence = presence(view, facts);
    return new ViewedProfile(
        view, presence.isKnown() ? policy(owner, facts).whole(presence) : Optional.empty());
  }

  /** Reads no further store for an empty view. */
  private static Presence presence(View view, OwnerFacts facts) {
    return view.isNothing() ? Presence.NONE : facts.presence();
  }

  private static PresencePolicy policy(Address owner, OwnerFacts facts) {
    return new PresencePolicy(owner, facts.profile(), facts.settings());
  }

  public ProfileBody body() {
    return ProfileBody.of(view, presence);
  }
}
