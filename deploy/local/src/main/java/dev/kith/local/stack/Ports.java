package dev.kith.local.stack;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** The port of each process, by its name, all on 127.0.0.1. */
public record Ports(Map<String, Integer> byName) {

  // below what Linux and macOS hand out to clients, so that a restarted process finds its port free
  private static final int FIRST = 21_000;
  private static final int LAST = 30_999;
  private static final int ATTEMPTS = 1_000;

  public Ports {
    byName = Map.copyOf(byName);
  }

  /** Takes for each name the port it had before if that is free, else any. */
  public static Ports choose(List<String> names, Map<String, Integer> before) throws IOException {
    Map<String, Integer> chosen = new TreeMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      // all are held until the last is chosen: none is given out twice
      for (String name : names) {
        ServerSocket socket = hold(before.getOrDefault(name, 0));
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

  private static ServerSocket hold(int wanted) throws IOException {
    int port = wanted;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (port != 0) {
        ServerSocket socket = new ServerSocket();
        try {
          socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
          return socket;
        } catch (IOException taken) {
          socket.close();
        }
      }
      port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
    }
    throw new IOException("no free port between " + FIRST + " and " + LAST);
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

  /** What an earlier run wrote, empty if there was none. */
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
