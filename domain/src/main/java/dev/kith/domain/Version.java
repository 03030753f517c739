package dev.kith.domain;

/**
 * Version of an entry: the last event of either side that its view was computed from.
 *
 * @param subject the subject's last event about its profile or about this subscriber
 * @param subscriber the subscriber's last event about the subject
 */
public record Version(Position subject, Position subscriber) {

  /** Before any event. */
  public static final Version NONE = new Version(Position.NONE, Position.NONE);

  /** Result of a comparison of two versions. */
  public enum Order {
    /** Neither part is newer. */
    NOT_NEWER,
    /** One part is newer, none is older. */
    NEWER,
    /**
     * One part is newer and one older: the versions come from two histories, an aborted one and the
     * committed one.
     */
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
