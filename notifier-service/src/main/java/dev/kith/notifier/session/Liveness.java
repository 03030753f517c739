package dev.kith.notifier.session;

import dev.kith.notifier.wire.ClientConnection;

/** Signs of life of a client: the frames that it sends, and its answers to pings. */
final class Liveness {

  private static final int MISSED_PONGS = 2;

  private final boolean answersPings;
  private volatile long heardAt;

  // touched by the timer of all sessions only
  private long pingedAt;
  private int missedPongs;

  Liveness(ClientConnection connection, long now) {
    this.answersPings = connection.answersPings();
    this.heardAt = now;
    this.pingedAt = now;
  }

  /** What is to be done with a session now. */
  enum Due {
    NOTHING,
    PING,
    END
  }

  /** The client has sent a frame at {@code now}, in milliseconds. */
  void heard(long now) {
    heardAt = now;
  }

  /**
   * Returns when the client was last known to be there, in milliseconds. A client that ended the
   * session itself was there until {@code now}.
   */
  long lastSign(boolean wasEndedHere, long now) {
    return wasEndedHere && answersPings ? heardAt : now;
  }

  /** A ping each {@code interval} milliseconds; the end after two that were not answered. */
  Due due(long interval, long now) {
    if (now - pingedAt < interval) {
      return Due.NOTHING;
    }
    missedPongs = answersPings && heardAt < pingedAt ? missedPongs + 1 : 0;
    if (missedPongs >= MISSED_PONGS) {
      return Due.END;
    }
    pingedAt = now;
    return Due.PING;
  }
}
