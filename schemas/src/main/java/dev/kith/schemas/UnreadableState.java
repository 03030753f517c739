package dev.kith.schemas;

/** A state store contains an unreadable value: rebuild the store, or stop. */
public final class UnreadableState extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableState(String message, Throwable cause) {
    super(message, cause);
  }
}
