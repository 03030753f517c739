package dev.kith.schemas;

/** The registry refused a schema because it cannot read records that were written before. */
public final class IncompatibleSchema extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IncompatibleSchema(String message, Throwable cause) {
    super(message, cause);
  }
}
