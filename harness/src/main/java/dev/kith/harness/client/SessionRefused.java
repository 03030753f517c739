package dev.kith.harness.client;

/** The opening of a session was accepted and closed at once. */
public final class SessionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  SessionRefused(int code) {
    super("closed with " + code);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
