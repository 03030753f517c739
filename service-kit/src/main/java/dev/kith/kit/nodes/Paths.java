package dev.kith.kit.nodes;

import dev.kith.domain.Address;

/** Where an owner's resources are. */
public final class Paths {

  /** What is under it exists on the {@link NodePort} alone. */
  public static final String INTERNAL = "/internal";

  private Paths() {}

  /** The path that all of the owner's resources are under; an address needs no encoding in it. */
  public static String of(Address owner) {
    return owner.isGroup()
        ? "/v1/groups/" + owner.text().substring(Address.GROUP_PREFIX.length())
        : "/v1/users/" + owner;
  }
}
