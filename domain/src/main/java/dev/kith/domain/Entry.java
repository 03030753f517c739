package dev.kith.domain;

import java.util.Collection;
import java.util.Optional;

/**
 * What a subscriber's address book holds about a subject, as the subject's partition knows it.
 *
 * @param relation the subject is its owner, the subscriber its peer
 */
public record Entry(Address subscriber, Address subject, Profile profile, Relation relation) {

  /**
   * The subscriber's view, or nothing if they do not follow, may not find, or have blocked the
   * subject.
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
   * What to tell the subscriber when {@code before} has become {@code after}; nothing when what
   * they see is the same. Only the appearance of the subject itself is {@code joined}.
   */
  public static Optional<Update> between(Entry before, Entry after) {
    var was = before.view();
    var is = after.view();
    if (was.equals(is)) {
      return Optional.empty();
    }
    if (is.isNothing()) {
      return Optional.of(after.update(Update.Kind.REMOVED));
    }
    var appeared = !before.profile.isPresent() && after.profile.isPresent();
    return Optional.of(after.update(appeared ? Update.Kind.JOINED : Update.Kind.CHANGED));
  }

  /**
   * As above, for a subscriber who was told {@code before} but may have been shown one of {@code
   * perhaps} instead: told again when any of these looks different.
   */
  public static Optional<Update> between(Entry before, Collection<Profile> perhaps, Entry after) {
    var update = between(before, after);
    if (update.isPresent() || perhaps.isEmpty()) {
      return update;
    }
    var is = after.view();
    return perhaps.stream().map(before::with).anyMatch(shown -> !shown.view().equals(is))
        ? Optional.of(after.asItStands())
        : Optional.empty();
  }

  private Entry with(Profile other) {
    return new Entry(subscriber, subject, other, relation);
  }

  /** This entry as it stands; nothing if there is nothing to see. */
  public Optional<Update> present() {
    return view().isNothing() ? Optional.empty() : Optional.of(asItStands());
  }

  /** What brings any subscriber here, whatever they were told before. */
  public Update asItStands() {
    return update(view().isNothing() ? Update.Kind.REMOVED : Update.Kind.CHANGED);
  }

  private Update update(Update.Kind kind) {
    return new Update(subscriber, subject, kind, view(), version());
  }

  /**
   * Whether a subject's peer follows the subject, if the subject is there and may be found.
   *
   * @param relation the subject is its owner, the subscriber its peer
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
