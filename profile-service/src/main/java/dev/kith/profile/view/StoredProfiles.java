package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import dev.kith.domain.View;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.profile.streams.PresenceStore;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/** Reader of this node's profile stores that also computes the caller's view of an owner. */
@ApplicationScoped
public class StoredProfiles {

  private final PartitionOwners partitionOwners;
  private final Permission permission;
  private final Caller caller;
  private final DirectRequests requests;

  StoredProfiles(
      PartitionOwners partitionOwners,
      Permission permission,
      Caller caller,
      DirectRequests requests) {
    this.partitionOwners = partitionOwners;
    this.permission = permission;
    this.caller = caller;
    this.requests = requests;
  }

  public Profile profile(Address owner) {
    return ProfileStore.read(partitionOwners.store(StateStores.PROFILES, owner), owner);
  }

  /**
   * Like {@link #profile}, from the cache if it may be used: a large hidden profile takes longer to
   * decode than to decide about, and that could be measured on a busy machine.
   */
  private Profile decoded(Address owner) {
    var store = partitionOwners.store(StateStores.PROFILES, owner);
    return requests
        .part(owner)
        .flatMap(part -> Optional.of(part.profile(owner).profile()).filter(_ -> part.isOpen()))
        .orElseGet(() -> ProfileStore.read(store, owner));
  }

  /** The version that a conditional write to this owner's profile, picture or rules expects. */
  public Optional<Position> expects(Address owner, HttpHeaders headers) {
    return Preconditions.expects(
        headers,
        () -> {
          var profile = profile(owner);
          return new Preconditions.Current(profile.position(), profile.isPresent());
        });
  }

  /** Returns the complete profile for callers who may act for the owner, else the caller's view. */
  public View view(Address owner) {
    return caller.isBackend()
        ? View.whole(owner, profile(owner))
        : view(owner, caller.address().orElseThrow(UnauthorizedException::new));
  }

  /** Like {@link #view(Address)} for a user as the caller. */
  public View view(Address owner, Address viewer) {
    var profile = profile(owner);
    return viewer.equals(owner) || permission.isAdmin(owner, viewer)
        ? View.whole(owner, profile)
        : View.of(owner, profile, halfEdge(owner, viewer), viewer);
  }

  /**
   * Returns {@link #view} and the owner's presence as the owner's rules show it to the caller. The
   * caller's own settings (reciprocity) are not applied yet; see {@link PresenceViews}.
   */
  public ViewedProfile seen(Address owner) {
    var facts = new Facts(owner);
    if (caller.isBackend()) {
      return ViewedProfile.whole(owner, facts);
    }
    var viewer = caller.address().orElseThrow(UnauthorizedException::new);
    return viewer.equals(owner) || permission.isAdmin(owner, viewer)
        ? ViewedProfile.whole(owner, facts)
        : ViewedProfile.of(owner, facts, viewer);
  }

  /**
   * View of {@code viewer}, who may be the owner, with the rules of {@code profile} that decide it.
   */
  public ViewExplanation explained(Address owner, Profile profile, Address viewer) {
    var halfEdge = halfEdge(owner, viewer);
    var presence = showing(owner, profile).seenAs(viewer, halfEdge, presence(owner), Instant.now());
    return ViewExplanation.of(owner, profile, halfEdge, viewer, presence);
  }

  public PresencePolicy showing(Address owner, Profile profile) {
    return new PresencePolicy(owner, profile, settings(owner));
  }

  private Settings settings(Address owner) {
    return SettingsStore.read(partitionOwners.store(SettingsStore.NAME, owner), owner);
  }

  public Presence presence(Address owner) {
    return PresenceStore.read(partitionOwners.store(PresenceStore.NAME, owner), owner);
  }

  /** The owner's half-edge to the peer. */
  public HalfEdge halfEdge(Address owner, Address peer) {
    return RelationStore.read(partitionOwners.store(StateStores.RELATIONS, owner), owner, peer)
        .own();
  }

  /** Facts of one owner, of which the profile is read at once and once. */
  private final class Facts implements OwnerFacts {

    private final Address owner;
    private final Profile profile;

    Facts(Address owner) {
      this.owner = owner;
      this.profile = decoded(owner);
    }

    @Override
    public Profile profile() {
      return profile;
    }

    @Override
    public Settings settings() {
      return StoredProfiles.this.settings(owner);
    }

    @Override
    public Presence presence() {
      return StoredProfiles.this.presence(owner);
    }

    @Override
    public HalfEdge halfEdgeTo(Address viewer) {
      return halfEdge(owner, viewer);
    }
  }
}
