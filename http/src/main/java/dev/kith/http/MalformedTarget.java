package dev.kith.http;

/** Signals a path or query without a normal form. */
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
