package dev.kith.schemas;

/** A store of ours holds what we cannot read: rebuild it, or stop loudly. */
public final class UnreadableState extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableState(String message, Throwable cause) {
    super(message, cause);
  }
}
