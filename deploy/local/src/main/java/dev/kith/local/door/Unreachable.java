package dev.kith.local.door;

/** No node of a service takes connections. */
final class Unreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unreachable(Service service, Throwable cause) {
    super(service.fullName() + " cannot be reached", cause);
  }
}
