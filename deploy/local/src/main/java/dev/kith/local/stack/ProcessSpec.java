package dev.kith.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Command, environment and folder of a process, with the probe that tells when it is up. */
record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Probe probe) {

  ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
