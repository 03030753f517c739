package dev.kith.notifier.wire;

import dev.kith.kit.problem.Problem;

/** Close codes of the server: those of RFC 6455, and Kith's own from 4000 on. */
public final class CloseCode {

  static final int PROTOCOL_ERROR = 1002;
  static final int NOT_TEXT = 1003;
  static final int NOT_UTF8 = 1007;
  public static final int POLICY = 1008;
  static final int TOO_LARGE = 1009;
  static final int INTERNAL = 1011;
  public static final int RESTARTING = 1012;
  public static final int TRY_AGAIN = 1013;
  public static final int UNAUTHENTICATED = 4401;
  public static final int NO_PONG = 4408;

  /** Added to an HTTP status, this is the close code. */
  private static final int STATUS_OFFSET = 4000;

  private CloseCode() {}

  /**
   * Returns the code of a refused opening: 1013 for 503, 1011 for other 5xx, otherwise 4000 plus
   * the status.
   */
  static int of(Problem problem) {
    if (problem.status() == Problem.Kind.NOT_READY.status()) {
      return TRY_AGAIN;
    }
    return problem.status() < Problem.Kind.INTERNAL.status()
        ? STATUS_OFFSET + problem.status()
        : INTERNAL;
  }
}
