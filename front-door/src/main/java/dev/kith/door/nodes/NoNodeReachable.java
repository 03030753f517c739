package dev.kith.door.nodes;

import dev.kith.door.routing.Service;

/** Failure to connect to any node of a service. */
public final class NoNodeReachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoNodeReachable(Service service, Throwable cause) {
    super(service.fullName() + " cannot be reached", cause);
  }
}
