package dev.kith.door.routing;

import java.util.Locale;

/** Services behind the front door. */
public enum Service {
  PROFILE,
  CONTACT_GRAPH,
  NOTIFIER;

  /** The name of its module, process and deployment, such as {@code contact-graph-service}. */
  public String fullName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-service";
  }
}
