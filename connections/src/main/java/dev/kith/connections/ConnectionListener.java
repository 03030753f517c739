package dev.kith.connections;

/** What becomes of connections that are not as they must be; called on any thread. */
public interface ConnectionListener {

  ConnectionListener NONE = (_, _) -> {};

  /** Why a connection was ended, or was none. */
  enum Reason {
    /** There were as many as there may be in all. */
    TOTAL("total"),
    /** There were as many as the client may have. */
    CLIENT("client"),
    /** It had no request under way and gave its place to another one. */
    EVICTED("evicted"),
    /** A request's head took too long. */
    SLOW_HEAD("slow-head"),
    /** A request's body took too long. */
    SLOW_BODY("slow-body"),
    /** It stayed too long without a request. */
    IDLE("idle"),
    /** Too many requests waited for the answers of those before them. */
    PIPELINED("pipelined");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** As a metric's label has it. */
    public String text() {
      return text;
    }

    /** Whether there was no room, rather than the client being slow. */
    public boolean isOfLimits() {
      return this == TOTAL || this == CLIENT || this == EVICTED;
    }
  }

  void ended(Reason reason, int open);
}
