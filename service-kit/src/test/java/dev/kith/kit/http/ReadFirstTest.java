package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks, in code and in contracts, that all responses which leave open whether a write was carried
 * out have the same wording.
 */
class ReadFirstTest {

  /** Texts that invite the client to repeat a request. */
  private static final Pattern INVITES =
      Pattern.compile("(?i)(\"|detail: )[^\"\n]*\\b(try|ask|send [a-z ]{1,20}) again\\b[^\"\n]*");

  /** Requests that may be repeated: they only read, or were refused before anything was written. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "Kith-After|budget of new addresses|does not answer; try again in a moment"
              + "|Too many syncs|is shutting down|picture store|is writing to it|was not decoded|ended before"
              + "|Close connections that you do not need|\"Send the request again");

  private static final Path HOME = Path.of("..");

  private static final List<String> MODULES =
      List.of(
          "http",
          "connections",
          "front-door",
          "service-kit",
          "profile-service",
          "contact-graph-service",
          "notifier-service",
          "deploy/local");

  @ParameterizedTest
  @ValueSource(strings = {"profile-service", "contact-graph-service", "notifier-service"})
  void contracts_show_both_answers_that_leave_it_open(String service) throws IOException {
    var contract =
        Files.readString(HOME.resolve(service + "/src/main/resources/META-INF/openapi.yaml"));

    assertThat(contract)
        .contains("The journal did not confirm the write. " + Problem.READ_FIRST)
        .contains("The connection to " + service + " broke. " + Problem.READ_FIRST);
  }

  @Test
  void nothing_else_invites_to_repeat_a_write() throws IOException {
    Map<String, String> invitations = new TreeMap<>();
    for (var module : MODULES) {
      try (Stream<Path> files = Files.walk(HOME.resolve(module + "/src/main"))) {
        var answered = files.filter(ReadFirstTest::isAnswered).toList();
        assertThat(answered).as("files of %s with responses", module).isNotEmpty();
        for (var file : answered) {
          INVITES
              .matcher(Files.readString(file))
              .results()
              .map(found -> found.group().strip())
              .filter(text -> !HARMLESS.matcher(text).find())
              .forEach(text -> invitations.put(file + ": " + text, text));
        }
      }
    }

    assertThat(invitations).isEmpty();
  }

  /** Files with responses to requests, or with their description. */
  private static boolean isAnswered(Path file) {
    var path = file.toString();
    return path.matches(
            ".*/src/main/java/.*/(auth|connect|connections|consistency|console|directory|door|http|json|limits|nodes|problem|query|quota|reader|rest|session|view|webhook|wire)/(.+/)?[^/]+\\.java")
        || path.endsWith("src/main/resources/META-INF/openapi.yaml");
  }
}
