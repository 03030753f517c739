package dev.kith.domain;

import java.util.Locale;

/** Why a fold refuses an event; every reader of the journal refuses it alike. */
public enum Refusal {
  /** The event expected a version of its piece that is no longer the latest. */
  VERSION_CONFLICT,
  /** The event expected that nothing was there. */
  ALREADY_EXISTS,
  /** The event changes something that has to be there, and is not. */
  NOT_FOUND,
  /** The event, or what it would make of its piece, exceeds one of the {@link Limits}. */
  TOO_LARGE,
  /** The event names something that cannot be, such as a label with a blank. */
  INVALID;

  /** What happened, in a sentence. */
  public String detail() {
    return switch (this) {
      case VERSION_CONFLICT ->
          "The event expects a version of its piece that is no longer the latest";
      case ALREADY_EXISTS -> "The event expects that nothing is there";
      case NOT_FOUND -> "The event changes a profile that is not there";
      case TOO_LARGE -> "The event, or its piece after it, exceeds a limit; the schemas name them";
      case INVALID -> "The event has a value that is not allowed, such as a label with a blank";
    };
  }

  /** As headers of dead letters and tags of metrics have it; permanent. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
