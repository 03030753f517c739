package dev.kith.schemas;

import org.jspecify.annotations.Nullable;

/** The bytes are not a record and never will be; the record becomes a dead letter. */
public final class UnreadableRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Reason. The names are permanent, since they are headers of dead letters and labels of metrics.
   */
  public enum Reason {
    EMPTY("empty"),
    TOO_LARGE("too-large"),
    WRONG_MAGIC_BYTE("wrong-magic-byte"),
    WRONG_TOPIC("wrong-topic"),
    FOREIGN_TYPE("foreign-type"),
    TRUNCATED("truncated"),
    UNKNOWN_SCHEMA_ID("unknown-schema-id"),
    UNDECODABLE("undecodable"),
    TRAILING_BYTES("trailing-bytes");

    private final String label;

    Reason(String label) {
      this.label = label;
    }
  }

  private final Reason reason;

  UnreadableRecord(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  UnreadableRecord(Reason reason, String message) {
    this(reason, message, null);
  }

  /** Name of the reason, such as {@code wrong-magic-byte}. */
  public String reason() {
    return reason.label;
  }
}
