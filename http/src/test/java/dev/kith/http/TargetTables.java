package dev.kith.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Tables of request targets, shared by the tests of the front door and of the services. */
public final class TargetTables {

  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

  /** A target, and its normal form. */
  public record Normal(String target, String form) {}

  private TargetTables() {}

  /** Targets that are refused; a character stands for the byte with that number. */
  public static List<String> refused(String user) {
    return lines("/refused-targets.txt", user)
        .map(line ->
            BYTE.matcher(line)
                .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16))))
        .toList();
  }

  /** Accepted targets with their normal forms. */
  public static List<Normal> normal(String user) {
    return lines("/normal-targets.txt", user)
        .map(line -> line.split(" ", 2))
        .map(words -> new Normal(words[0], words[1]))
        .toList();
  }

  private static java.util.stream.Stream<String> lines(String resource, String user) {
    var stream = Objects.requireNonNull(TargetTables.class.getResourceAsStream(resource));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("# "))
          .map(line -> line.replace("USER", user))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
