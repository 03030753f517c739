package dev.kith.harness.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folder {@code run} of a stack: the ports and the process ids of its processes. */
public record RunFolder(Path folder) {

  /**
   * Returns the host and port of a process, such as {@code kafka-broker}, {@code profile-service}
   * or {@code front-door}.
   */
  public String hostAndPort(String name) {
    Properties ports = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("ports.properties"))) {
      ports.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String found = ports.getProperty(name);
    if (found == null) {
      throw new IllegalArgumentException(name + " is none of " + ports.keySet());
    }
    return found;
  }

  public URI url(String name) {
    return URI.create("http://" + hostAndPort(name));
  }

  /** Returns the URL of the management port of a service, which serves health and metrics. */
  public URI management(String name) {
    return url(name + "-management");
  }

  /** Returns the secret with which the nodes of the stack authenticate to each other. */
  public String nodeSecret() {
    try {
      return Files.readString(folder.resolve("node-secret"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the id of the process of that name. */
  public long process(String name) {
    Long process = processes().get(name);
    if (process == null) {
      throw new IllegalArgumentException(name + " is none of " + processes().keySet());
    }
    return process;
  }

  /** Returns the process ids by name, of all processes that have a file here. */
  public Map<String, Long> processes() {
    Map<String, Long> processes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
        String name = file.getFileName().toString().replace(".pid", "");
        processes.put(name, Long.parseLong(Files.readString(file).strip()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return processes;
  }
}
