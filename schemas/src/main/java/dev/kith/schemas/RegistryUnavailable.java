package dev.kith.schemas;

/**
 * The registry gave no answer that decides anything: wait and ask again. Says nothing about the
 * record.
 */
public final class RegistryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
