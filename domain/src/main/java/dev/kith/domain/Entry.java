package dev.kith.domain;

import java.util.Collection;
import java.util.Optional;

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
   * Update for the subscriber when {@code before} has become {@code after}; empty if the view is
   * the same. Only the appearance of the subject itself is {@code joined}.
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
   * Like {@link #between(Entry, Entry)}, for a subscriber who was sent {@code before} but may have
   * been shown one of the profiles {@code perhaps} instead: also an update if one of these would
   * look different.
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

  /** Update with the current view; empty if there is nothing to see. */
  public Optional<Update> present() {
    return view().isNothing() ? Optional.empty() : Optional.of(asItStands());
  }

  /** Update that leads to the current view, whatever the subscriber was sent before. */
  public Update asItStands() {
    return update(view().isNothing() ? Update.Kind.REMOVED : Update.Kind.CHANGED);
  }

  private Update update(Update.Kind kind) {
    return new Update(subscriber, subject, kind, view(), version());
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
