package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.Profile;
import dev.kith.domain.View;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.profile.streams.PresenceStore;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/** What the stores of this node hold about an owner, and what the caller sees of it. */
@ApplicationScoped
public class StoredProfiles {

  private final Partitions partitions;
  private final Permission permission;
  private final Caller caller;

  StoredProfiles(Partitions partitions, Permission permission, Caller caller) {
    this.partitions = partitions;
    this.permission = permission;
    this.caller = caller;
  }

  public Profile profile(Address owner) {
    return ProfileStore.read(partitions.store(StateStores.PROFILES, owner), owner);
  }

  /** What a write to this owner's profile, picture or rules expects of them. */
  public Optional<Position> expects(Address owner, HttpHeaders headers) {
    return Preconditions.expects(
        headers,
        () -> {
          var profile = profile(owner);
          return new Preconditions.Current(profile.position(), profile.isPresent());
        });
  }

  /** The whole for whoever may act for the owner, for others what the owner's rules show them. */
  public View view(Address owner) {
    var profile = profile(owner);
    if (permission.allows(owner)) {
      return View.whole(owner, profile);
    }
    var viewer = caller.address().orElseThrow(UnauthorizedException::new);
    return View.of(owner, profile, halfEdge(owner, viewer), viewer);
  }

  /**
   * As {@link #view}, with the owner's presence as the owner shows it to the caller; that the
   * caller may have to know it only roughly is still to be asked.
   */
  public ViewedProfile seen(Address owner) {
    var view = view(owner);
    // who sees nothing asks no more of the stores than before
    var presence = view.isNothing() ? Presence.NONE : presence(owner);
    if (!presence.isKnown()) {
      return new ViewedProfile(view, Optional.empty());
    }
    var presencePolicy = showing(owner, profile(owner));
    if (view.position().isPresent()) {
      return new ViewedProfile(view, presencePolicy.whole(presence));
    }
    var viewer = caller.address().orElseThrow(UnauthorizedException::new);
    return new ViewedProfile(
        view, presencePolicy.asked(viewer, halfEdge(owner, viewer), presence, Instant.now()));
  }

  public PresencePolicy showing(Address owner, Profile profile) {
    return new PresencePolicy(
        owner, profile, SettingsStore.read(partitions.store(SettingsStore.NAME, owner), owner));
  }

  public Presence presence(Address owner) {
    return PresenceStore.read(partitions.store(PresenceStore.NAME, owner), owner);
  }

  /** What the owner holds about the peer. */
  public HalfEdge halfEdge(Address owner, Address peer) {
    return RelationStore.read(partitions.store(StateStores.RELATIONS, owner), owner, peer).own();
  }
}
