package dev.kith.domain;

/**
 * The version of an entry: the last event on either side that its view was computed from.
 *
 * @param subject the subject's last event about its profile or about this subscriber
 * @param subscriber the subscriber's last event about the subject
 */
public record Version(Position subject, Position subscriber) {

  /** Before anything was said. */
  public static final Version NONE = new Version(Position.NONE, Position.NONE);

  /** How one version stands to another. */
  public enum Order {
    /** Neither part is newer. */
    NOT_NEWER,
    /** One part is newer, none is older. */
    NEWER,
    /** One part is newer and one older: two histories met. */
    DIVERGED
  }

  public Order comparedTo(Version held) {
    var newer = subject.isAfter(held.subject) || subscriber.isAfter(held.subscriber);
    var older = held.subject.isAfter(subject) || held.subscriber.isAfter(subscriber);
    if (!newer) {
      return Order.NOT_NEWER;
    }
    return older ? Order.DIVERGED : Order.NEWER;
  }
}
