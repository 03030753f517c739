package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test that the metrics named in alert rules, dashboard and documentation are those that running
 * services have.
 */
@OnTheStack
class MetricsTest {

  private static final Pattern NAME = Pattern.compile("\\bkith_[a-z_]+\\b");

  /** Metrics that exist only after their first event. */
  private static final Set<String> SELDOM =
      Set.of(
          "kith_dead_letters_total",
          "kith_presence_transitions_total",
          "kith_streams_threads_replaced_total",
          "kith_events_refused_total",
          "kith_webhooks_requests_total",
          "kith_webhooks_stops_total");

  private static final List<String> SERVICES =
      List.of("profile-service", "contact-graph-service", "notifier-service");

  private final Stack stack;

  MetricsTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void what_rules_dashboard_and_documentation_name_is_told()
      throws IOException, InterruptedException {
    // some metrics exist only after the first session
    stack.person("anybody").opensScreen().close();
    Set<String> told = new TreeSet<>(SELDOM);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          told.addAll(namesIn(metricsOfAll()));
          assertThat(told).contains("kith_streams_lag_records");
        });

    for (String file :
        new String[] {
          "deploy/kubernetes/kith/files/alerts.yaml",
          "deploy/kubernetes/kith/files/dashboard.json",
          "docs/metrics.md"
        }) {
      assertThat(told).as(file).containsAll(namesIn(read(file)));
    }
    // the TYPE line of a counter has its name without the ending _total
    told.removeIf(name -> told.contains(name + "_total"));
    assertThat(namesIn(read("docs/metrics.md"))).as("documented").containsAll(told);
  }

  @Test
  void every_alert_has_a_page_that_says_what_to_do() throws IOException {
    var alerts =
        Pattern.compile("alert: (\\w+)").matcher(read("deploy/kubernetes/kith/files/alerts.yaml"));
    var pages = new TreeSet<String>();
    while (alerts.find()) {
      pages.add(alerts.group(1) + ".md");
    }

    try (Stream<Path> files = Files.list(home().resolve("docs/runbooks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(pages);
    }
  }

  @Test
  void the_way_from_the_journal_to_the_screen_is_measured() throws InterruptedException {
    Person alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));
    double before = shown();
    Screen screen = alice.opensScreen();

    alice.changes("status", "seen");
    screen.next();

    await().atMost(Duration.ofSeconds(5)).until(() -> shown() >= before + 1);
    screen.close();
  }

  @Test
  void no_address_is_in_a_label_or_a_log_whatever_fails() throws IOException {
    String address = stack.person("alice").address();

    for (String service : SERVICES) {
      for (String form : List.of("/v1/users/%s/profile", "/v1/users/%s/updates", "/v1/%s", "/%s")) {
        for (String rest :
            List.of(
                "HTTP/1.1\r\nConnection: close",
                "HTTP/1.0",
                "HTTP/1.0\r\nHost: :",
                "HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a.b.c\r\nConnection: close",
                "HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\nConnection: close")) {
          String path = form.formatted(address);
          send(stack.run().url(service), "GET " + path + " " + rest + "\r\n\r\n");
          send(stack.run().url(service), "PUT " + path + " " + rest + "\r\n\r\n");
        }
      }
    }

    assertThat(metricsOfAll()).doesNotContain(address);
    assertThat(stack.lastLogs()).doesNotContain(address);
  }

  /**
   * Sends a request that no HTTP client would send, and reads until the other side closes the
   * connection or sends nothing for 1 s.
   */
  private static void send(URI url, String request) throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (SocketTimeoutException silent) {
      // the response, if there is one, does not matter
    }
  }

  private double shown() {
    return new Metrics(stack.run().management("notifier-service"))
        .sum("kith_updates_delivery_seconds_count");
  }

  private String metricsOfAll() {
    var all = new StringBuilder();
    for (String service :
        new String[] {"profile-service", "contact-graph-service", "notifier-service"}) {
      all.append(new Metrics(stack.run().management(service)).text());
    }
    return all.toString();
  }

  /** Finds the names of metrics, without the suffixes of their types. */
  private static Set<String> namesIn(String text) {
    var names = new TreeSet<String>();
    NAME.matcher(text)
        .results()
        .forEach(found -> names.add(found.group().replaceFirst("_(bucket|count|sum|max)$", "")));
    return names;
  }

  private static String read(String file) throws IOException {
    return Files.readString(home().resolve(file));
  }

  private static Path home() {
    return KithHome.ofThisProcess().folder();
  }
}
