package dev.kith.kit.nodes;

import dev.kith.domain.Address;

/** Paths of an owner's resources. */
public final class Paths {

  /** Resources under this path exist on the {@link NodePort} only. */
  public static final String INTERNAL = "/internal";

  private Paths() {}

  /**
   * Prefix of the paths of all of an owner's resources; an address needs no percent-encoding in it.
   */
  public static String of(Address owner) {
    return owner.isGroup()
        ? "/v1/groups/" + owner.text().substring(Address.GROUP_PREFIX.length())
        : "/v1/users/" + owner;
  }
}
