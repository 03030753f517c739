package dev.kith.domain;

/** One change of one entry of one address book: the whole view, never a patch. */
public record Update(Address subscriber, Address subject, Kind kind, View view, Version version) {

  /** What an update tells its subscriber. */
  public enum Kind {
    /** The subject has appeared. */
    JOINED,
    CHANGED,
    /** Nothing is visible any more; says nothing about why. */
    REMOVED
  }

  /** The same, told as another kind. */
  public Update as(Kind other) {
    return new Update(subscriber, subject, other, view, version);
  }
}
