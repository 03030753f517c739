package dev.kith.notifier.book;

/**
 * Thrown if the changes since a cursor are unknown: it is too old, or of another deployment or
 * user.
 */
public final class CursorExpired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CursorExpired() {
    super("The changes since this cursor are unknown", null, false, false);
  }
}
