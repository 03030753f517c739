package dev.kith.kit.auth;

import dev.kith.domain.Address;
import dev.kith.domain.Label;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Authorisation to act for an owner: the owner, a backend, or, for a group, a member whom the group
 * labels {@code admin}. Only for services that keep the store {@link StateStores#RELATIONS}.
 */
@ApplicationScoped
public class Permission {

  private final Caller caller;
  private final PartitionOwners partitionOwners;

  Permission(Caller caller, PartitionOwners partitionOwners) {
    this.caller = caller;
    this.partitionOwners = partitionOwners;
  }

  /** Whether the caller may read and write all data of {@code owner}. */
  public boolean allows(Address owner) {
    return caller.isSelfOrBackend(owner) || isAdmin(owner);
  }

  /**
   * Owner in a path, after checking that the caller may act for it.
   *
   * @throws ProblemException 403 if the caller may not, whether or not the owner exists
   */
  public Address owner(OwnerPath path) {
    var owner = caller.resolve(path);
    if (!allows(owner)) {
      throw Caller.notAllowed();
    }
    return owner;
  }

  private boolean isAdmin(Address owner) {
    return caller.address().filter(member -> isAdmin(owner, member)).isPresent();
  }

  /** Whether {@code owner} is a group that labels the member {@code admin}. */
  public boolean isAdmin(Address owner, Address member) {
    if (!owner.isGroup()) {
      return false;
    }
    var half =
        RelationStore.read(partitionOwners.store(StateStores.RELATIONS, owner), owner, member)
            .own();
    return half.labels().contains(Label.ADMIN) && !half.blocked();
  }
}
