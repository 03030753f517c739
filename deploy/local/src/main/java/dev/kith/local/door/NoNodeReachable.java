package dev.kith.local.door;

/** Failure to connect to any node of a service. */
final class NoNodeReachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoNodeReachable(Service service, Throwable cause) {
    super(service.fullName() + " cannot be reached", cause);
  }
}
