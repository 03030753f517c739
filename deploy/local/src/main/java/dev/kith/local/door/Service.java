package dev.kith.local.door;

import java.util.Locale;

/** The services behind the front door. */
public enum Service {
  PROFILE,
  CONTACT_GRAPH,
  NOTIFIER;

  /** Its name as a module, a process and a deployment, such as {@code contact-graph-service}. */
  public String fullName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-service";
  }
}
