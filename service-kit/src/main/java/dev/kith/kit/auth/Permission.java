package dev.kith.kit.auth;

import dev.kith.domain.Address;
import dev.kith.domain.Label;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.Partitions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Who may act for an owner: the owner, a backend, and, for a group, those members whom the group
 * labels {@code admin}. For services that keep the store {@link StateStores#RELATIONS}.
 */
@ApplicationScoped
public class Permission {

  private final Caller caller;
  private final Partitions partitions;

  Permission(Caller caller, Partitions partitions) {
    this.caller = caller;
    this.partitions = partitions;
  }

  /** Whether the caller may read everything of {@code owner} and write to it. */
  public boolean allows(Address owner) {
    return caller.isSelfOrBackend(owner) || isAdmin(owner);
  }

  /**
   * The owner of a path, for whom the caller may act.
   *
   * @throws ProblemException 403 unless the caller may; it does not matter whether the owner exists
   */
  public Address owner(String kind, String address) {
    var owner = caller.resolve(kind, address);
    if (!allows(owner)) {
      throw Caller.notAllowed();
    }
    return owner;
  }

  private boolean isAdmin(Address owner) {
    return owner.isGroup()
        && caller
            .address()
            .map(member ->
                RelationStore.read(partitions.store(StateStores.RELATIONS, owner), owner, member)
                    .own())
            .filter(member -> member.labels().contains(Label.ADMIN) && !member.blocked())
            .isPresent();
  }
}
