package dev.kith.schemas;

/**
 * The registry gave no definite answer; the caller waits and retries. This says nothing about the
 * record.
 */
public final class RegistryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
