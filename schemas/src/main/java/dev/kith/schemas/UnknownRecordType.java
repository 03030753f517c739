package dev.kith.schemas;

/**
 * Valid record of a type that this version of Kith does not know. The reader stops: if it skipped
 * the record, its state would diverge from that of newer readers.
 */
public final class UnknownRecordType extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownRecordType(String message) {
    super(message);
  }
}
