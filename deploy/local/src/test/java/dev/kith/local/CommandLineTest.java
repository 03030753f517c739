package dev.kith.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.local.command.Kith;
import dev.kith.local.token.LocalKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path data;

  @BeforeEach
  void a_stack_was_started() throws IOException {
    LocalKey.in(data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "watch"})
  void where_no_stack_was_ever_started_there_is_no_token_and_no_key(String command)
      throws IOException {
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));

    int exit = kith(command, "alice", "--data", elsewhere.toString());

    assertThat(exit).isNotZero();
    assertThat(err.toString()).contains("No stack was ever started", "./kith run", "--data");
    assertThat(out.toString()).isEmpty();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void services_get_all_but_the_key_that_signs() throws IOException {
    Path services = data.resolve("services");

    assertThat(kith("keys", "--data", data.toString(), "--services", services.toString())).isZero();

    assertThat(services.toFile().list()).containsExactlyInAnyOrder("public.pem", "node.properties");
    assertThat(services.resolve("public.pem"))
        .hasSameTextualContentAs(data.resolve("keys/public.pem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alice", "18005550001", "a.b_c@d+e-f:g", "--backend", "--backend=messaging"})
  void token_prints_one_token_and_nothing_else(String who) {
    int exit = kith("token", who, "--data", data.toString());

    assertThat(exit).isZero();
    assertThat(out.toString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 to 128",
    "a b, 1 to 128",
    "käthe, 1 to 128",
    "me, not the address of a user",
    "group:42, not the address of a user"
  })
  void what_is_no_address_is_refused_with_the_reason(String who, String reason) {
    int exit = kith("token", who, "--data", data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  void an_address_may_have_128_letters_and_no_more() {
    assertThat(kith("token", "a".repeat(128), "--data", data.toString())).isZero();
    assertThat(kith("token", "a".repeat(129), "--data", data.toString())).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60s", "15m", "24h", "7d", "-60s"})
  void a_lifetime_is_a_number_and_a_unit(String lifetime) {
    assertThat(kith("token", "alice", "--expires=" + lifetime, "--data", data.toString())).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "1.5h", "soon", "1w", ""})
  void another_lifetime_is_refused_with_an_example(String lifetime) {
    int exit = kith("token", "alice", "--expires=" + lifetime, "--data", data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("such as 60s, 15m, 24h or 7d");
  }

  @Test
  void an_ephemeral_stack_has_no_folder_to_choose() {
    int exit = kith("run", "--ephemeral", "--data", data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("leave --data out");
  }

  @Test
  void what_is_no_origin_is_refused_before_anything_starts() {
    int exit = kith("run", "--allowed-origins=https://app.example/a", "--data", data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("without a path");
    assertThat(data.resolve("run")).doesNotExist();
  }

  @Test
  void a_negative_limit_of_connections_is_refused_before_anything_starts() {
    int exit = kith("run", "--connections-per-client=-1", "--data", data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--connections-per-client must be at least 0");
    assertThat(data.resolve("run")).doesNotExist();
  }

  @Test
  void watch_says_when_nothing_listens_there() {
    int exit = kith("watch", "alice", "--url", "http://127.0.0.1:1", "--data", data.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("kith: Nothing listens on http://127.0.0.1:1; start Kith with ./kith run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "token", "watch", "aot"})
  void every_command_has_help(String command) {
    int exit = kith(command, "--help");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Usage: kith " + command);
  }

  private int kith(String... args) {
    CommandLine commandLine = Kith.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
