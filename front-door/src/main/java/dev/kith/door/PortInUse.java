package dev.kith.door;

/** Failure to open the front door because another process listens on its port. */
public final class PortInUse extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortInUse(int port) {
    super(
        "Port "
            + port
            + " is in use; stop the process that listens there, or choose another port with --port.");
  }
}
