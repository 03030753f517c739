package dev.kith.notifier.session;

import dev.kith.domain.Address;

/**
 * Open session, as the {@linkplain SessionRegistry registry} and the {@linkplain ClientFrames
 * handler of its client's messages} see it.
 */
public interface OpenSession {

  Address subscriber();

  /** Returns whether the token has expired at {@code now}, in milliseconds. */
  boolean hasExpired(long now);

  /** Replaces the token. */
  void renew(SessionToken other);

  /**
   * Returns when the client was last known to be there, in milliseconds. A client that ended the
   * session itself was there until {@code now}.
   */
  long lastSign(long now);

  /**
   * Pings if {@code interval} milliseconds have passed since the last ping, so that proxies keep
   * the connection open. Closes a session whose client did not answer two pings.
   */
  void pingEach(long interval, long now);

  /** Sends the answer to a client's message. On the context. */
  void answer(String frame);

  /** Closes the session with a code of RFC 6455 or of Kith. The client reconnects. */
  void close(int code, String reason);

  /** Runs an action on the session's context, unless the session has ended. */
  void onContext(Runnable action);
}
