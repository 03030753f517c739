package dev.kith.local.door;

/** No node of a service takes connections. */
final class NoNodeReachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoNodeReachable(Service service, Throwable cause) {
    super(service.fullName() + " cannot be reached", cause);
  }
}
