package dev.kith.connections;

/**
 * Listener for connections that were refused or closed because of a limit; called on any thread.
 */
public interface ConnectionListener {

  ConnectionListener NONE = (_, _) -> {};

  /** Reason why a connection was closed or refused. */
  enum Reason {
    /** The total limit was reached. */
    TOTAL("total"),
    /** The client's limit was reached. */
    CLIENT("client"),
    /** It had no request in progress and was closed in favour of another connection. */
    EVICTED("evicted"),
    /** A request head took too long. */
    SLOW_HEAD("slow-head"),
    /** A request body took too long. */
    SLOW_BODY("slow-body"),
    /** It was idle for too long. */
    IDLE("idle"),
    /** Too many requests waited for earlier responses. */
    PIPELINED("pipelined");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** Value of the metric's label. */
    public String text() {
      return text;
    }

    /** Whether the reason was a lack of room, rather than a slow client. */
    public boolean isOfLimits() {
      return this == TOTAL || this == CLIENT || this == EVICTED;
    }
  }

  void ended(Reason reason, int open);
}
