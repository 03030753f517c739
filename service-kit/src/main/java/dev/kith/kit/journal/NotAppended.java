package dev.kith.kit.journal;

/**
 * The journal did not confirm the event in time. Only reading again shows whether it was written.
 */
public final class NotAppended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAppended(String cause) {
    super("The journal accepts no writes: " + cause);
  }

  NotAppended(Throwable cause) {
    super("The journal did not confirm the write: " + cause.getMessage(), cause);
  }
}
