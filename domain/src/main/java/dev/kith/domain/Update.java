package dev.kith.domain;

/** Update of one entry of one address book: the whole view, never a patch. */
public record Update(Address subscriber, Address subject, Kind kind, View view, Version version) {

  /** Kind of a change. */
  public enum Kind {
    /** The subject has appeared. */
    JOINED,
    CHANGED,
    /** Nothing is visible any more; the reason is not given. */
    REMOVED
  }

  /** The same update with another kind. */
  public Update as(Kind other) {
    return new Update(subscriber, subject, other, view, version);
  }
}
