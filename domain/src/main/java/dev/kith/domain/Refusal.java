package dev.kith.domain;

import java.util.Locale;

/**
 * Reason why a fold refuses an event; every reader of the journal refuses it for the same reason.
 */
public enum Refusal {
  /** The event expected a version of the resource that is no longer the latest. */
  VERSION_CONFLICT,
  /** The event expected that the resource does not exist. */
  ALREADY_EXISTS,
  /** The event changes a resource that does not exist. */
  NOT_FOUND,
  /** The event, or the resource after it, exceeds one of the {@link Limits}. */
  TOO_LARGE,
  /** The event contains an invalid value, such as a label with a space. */
  INVALID;

  /** The reason as a sentence. */
  public String detail() {
    return switch (this) {
      case VERSION_CONFLICT ->
          "The event expects a version of the resource that is no longer the latest";
      case ALREADY_EXISTS -> "The event expects that the resource does not exist";
      case NOT_FOUND -> "The event changes a profile that does not exist";
      case TOO_LARGE ->
          "The event, or the resource after it, exceeds a limit of events; see docs/operations.md";
      case INVALID -> "The event contains an invalid value, such as a label with a space";
    };
  }

  /** Value in headers of dead letters and labels of metrics; permanent. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
