package dev.kith.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says to rules and to the dashboard's questions; without it, skipped. */
class AlertRulesTest {

  private static final Path RULES = Path.of("kith/files/alerts.yaml");
  private static final Path CASES = Path.of("src/test/promtool/alerts.yaml");

  @BeforeAll
  static void promtool_is_there() {
    var isThere =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    assumeTrue(isThere, "promtool is not on the PATH: rules are not tried");
  }

  @Test
  void prometheus_takes_the_rules() throws Exception {
    promtool("check", "rules", RULES.toString());
  }

  @Test
  void each_alert_comes_when_it_should_and_says_what_it_should() throws Exception {
    promtool("test", "rules", CASES.toString());
  }

  @Test
  void no_alert_goes_untried() throws IOException {
    var cases = Files.readString(CASES);
    var alerts = Pattern.compile("alert: (\\w+)").matcher(Files.readString(RULES)).results();

    assertThat(alerts.map(alert -> alert.group(1)))
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(cases).contains("alertname: " + alert + "\n"));
  }

  @Test
  void prometheus_takes_what_the_dashboard_asks(@TempDir Path folder) throws Exception {
    var json = new ObjectMapper();
    var asked =
        json.readTree(Path.of("kith/files/dashboard.json").toFile()).findValuesAsText("expr");
    var rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    for (var question : asked) {
      // what Grafana puts in itself
      var whole = question.replace("$__rate_interval", "5m").replace("$__range", "1h");
      rules
          .append("      - record: asked:")
          .append(rules.length())
          .append("\n        expr: ")
          .append(json.writeValueAsString(whole))
          .append('\n');
    }
    var file = Files.writeString(folder.resolve("dashboard.yaml"), rules);

    assertThat(asked).hasSizeGreaterThan(5);
    promtool("check", "rules", file.toString());
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }
}
