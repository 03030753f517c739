package dev.kith.domain;

/**
 * Entry of a subscriber's address book about a subject, as the subject's partition knows it.
 *
 * @param relation its owner is the subject, its peer the subscriber
 */
public record Entry(Address subscriber, Address subject, Profile profile, Relation relation) {

  /**
   * The subscriber's view; nothing if they do not follow the subject, may not discover it, or have
   * blocked it.
   */
  public View view() {
    return follows()
        ? View.of(subject, profile, relation.own(), subscriber)
        : View.nothing(subject);
  }

  public Version version() {
    return new Version(
        Position.latest(profile.position(), relation.own().position()),
        relation.mirror().position());
  }

  /**
   * Whether a subject's peer follows the subject, provided that the subject exists and may be
   * discovered.
   *
   * @param relation its owner is the subject, its peer the subscriber
   */
  public static boolean mayFollow(Relation relation) {
    return !relation.mirror().blocked()
        && switch (relation.mirror().subscribed()) {
          case YES -> true;
          case UNSET -> relation.own().announced();
          case NO -> false;
        };
  }

  private boolean follows() {
    if (subscriber.equals(subject)) {
      return !subject.isGroup();
    }
    return mayFollow(relation) && (relation.own().announced() || discoverable());
  }

  private boolean discoverable() {
    return profile.privacy().allows(PrivacyRules.DISCOVERY, subscriber, relation.own());
  }
}
