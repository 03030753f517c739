package dev.kith.domain;

/** Why a fold refuses an event; every reader of the journal refuses it alike. */
public enum Refusal {
  /** The event expected a version of its piece that is no longer the latest. */
  VERSION_MOVED,
  /** The event expected that nothing was there. */
  ALREADY_EXISTS,
  /** The event changes something that has to be there, and is not. */
  NOT_FOUND,
  /** The event would make the profile larger than {@link Fields#MOST_CHARACTERS}. */
  TOO_LARGE
}
