package dev.kith.notifier.wire;

import dev.kith.kit.problem.Problem;

/**
 * The codes that the server closes WebSockets with: those of RFC 6455, and Kith's own from 4000 on.
 */
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

  /** What a status of HTTP is among Kith's own codes. */
  private static final int OWN = 4000;

  private CloseCode() {}

  /** Of an opening that is refused: 4401 for 401, and so on; 1013 for 503. */
  static int of(Problem problem) {
    if (problem.status() == Problem.Kind.NOT_READY.status()) {
      return TRY_AGAIN;
    }
    return problem.status() < Problem.Kind.INTERNAL.status() ? OWN + problem.status() : INTERNAL;
  }
}
