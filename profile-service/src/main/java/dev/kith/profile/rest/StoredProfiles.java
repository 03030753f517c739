package dev.kith.profile.rest;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Profile;
import dev.kith.domain.View;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Permission;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.RelationStore;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;

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

  Profile profile(Address owner) {
    return ProfileStore.read(partitions.store(KithStores.PROFILES, owner), owner);
  }

  /** The whole for whoever may act for the owner, for others what the owner's rules show them. */
  View view(Address owner) {
    var profile = profile(owner);
    if (permission.allows(owner)) {
      return View.whole(owner, profile);
    }
    var viewer = caller.address().orElseThrow(UnauthorizedException::new);
    return View.of(owner, profile, halfEdge(owner, viewer), viewer);
  }

  /** What the owner holds about the peer. */
  HalfEdge halfEdge(Address owner, Address peer) {
    return RelationStore.read(partitions.store(KithStores.RELATIONS, owner), owner, peer).own();
  }
}
