package dev.kith.domain;

/** Addresses of the users in tests. */
final class Addresses {

  static final Address ALICE = new Address("alice");
  static final Address BOB = new Address("bob");
  static final Address CAROL = new Address("carol");
  static final Address GROUP = new Address("group:42");

  private Addresses() {}
}
