package dev.kith.harness.client;

/** Failure to open a session: the server accepted the WebSocket and closed it without a frame. */
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
