package dev.kith.kit.journal;

/**
 * The journal did not confirm the event in time; whether it is there shows only when reading again.
 */
public final class NotAppended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAppended(String cause) {
    super("The journal takes no writes: " + cause);
  }

  NotAppended(Throwable cause) {
    super("The journal did not confirm the write: " + cause.getMessage(), cause);
  }
}
