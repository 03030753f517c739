package dev.kith.schemas;

/** The registry answers, but has no Avro schema with that id. */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownSchema(String message, Throwable cause) {
    super(message, cause);
  }

  public UnknownSchema(String message) {
    super(message);
  }
}
