package dev.kith.notifier.reader;

/**
 * From this cursor on nobody can say what changed: it is too old, from another deployment, of
 * another user, or none at all.
 */
public final class CursorExpired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CursorExpired() {
    super("Nobody can say what changed since this cursor", null, false, false);
  }
}
