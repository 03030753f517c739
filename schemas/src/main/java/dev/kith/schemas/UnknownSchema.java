package dev.kith.schemas;

/** The registry is there, and has no Avro schema of that id. */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownSchema(String message, Throwable cause) {
    super(message, cause);
  }

  public UnknownSchema(String message) {
    super(message);
  }
}
