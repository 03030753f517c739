package dev.kith.http;

/** A path or a query without a normal form. */
final class MalformedTarget extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  MalformedTarget(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
