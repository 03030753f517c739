package dev.kith.notifier.replica.reader;

/** Thrown if a delivery partition cannot be read at present; a later attempt may succeed. */
public final class NotServed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotServed(String message) {
    super(message, null, false, false);
  }
}
