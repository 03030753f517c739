package dev.kith.schemas;

/** The registry refused a schema: what is written already could not be read with it. */
public final class IncompatibleSchema extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IncompatibleSchema(String message, Throwable cause) {
    super(message, cause);
  }
}
