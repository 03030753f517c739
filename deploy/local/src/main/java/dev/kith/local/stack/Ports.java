package dev.kith.local.stack;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Ports by process name, all on 127.0.0.1. */
public record Ports(Map<String, Integer> byName) {

  public Ports {
    byName = Map.copyOf(byName);
  }

  /** Chooses for each name its previous port if that is free, else a port of these blocks. */
  public static Ports choose(List<String> names, Map<String, Integer> before, PortBlocks blocks)
      throws IOException {
    Map<String, Integer> chosen = new TreeMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      // all stay bound until the last is chosen, so that none is chosen twice
      for (String name : names) {
        ServerSocket socket = blocks.bind(before.getOrDefault(name, 0));
        held.add(socket);
        chosen.put(name, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return new Ports(chosen);
  }

  Ports with(String name, int port) {
    Map<String, Integer> more = new TreeMap<>(byName);
    more.put(name, port);
    return new Ports(more);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  public int of(String name) {
    Integer port = byName.get(name);
    if (port == null) {
      throw new IllegalArgumentException(name);
    }
    return port;
  }

  public String hostAndPort(String name) {
    return "127.0.0.1:" + of(name);
  }

  public URI url(String name) {
    return URI.create("http://" + hostAndPort(name));
  }

  /** Writes one line for each name, such as {@code profile-service=127.0.0.1:21007}. */
  public void write(Path file) throws IOException {
    Files.write(
        file,
        byName.keySet().stream().sorted().map(name -> name + "=" + hostAndPort(name)).toList());
  }

  /** The ports of an earlier run; empty if there was none. */
  public static Map<String, Integer> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return lines.stringPropertyNames().stream()
        .collect(toMap(name -> name, name -> port(lines.getProperty(name))));
  }

  private static int port(String hostAndPort) {
    String digits = hostAndPort.substring(hostAndPort.lastIndexOf(':') + 1);
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
  }
}
