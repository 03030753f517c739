package dev.kith.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test of a service that is started before the host name of its broker exists, as when everything
 * is installed at once.
 */
@OnTheStack
class LateKafkaTest {

  private static final String SERVICE = "profile-service";
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Stack stack;

  LateKafkaTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void a_service_says_what_it_waits_for_and_goes_on_when_it_comes(@TempDir Path folder)
      throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    String broker = "kafka.late:" + stack.broker().replaceFirst(".*:", "");
    List<String> settings =
        List.of(
            "-Djdk.net.hosts.file=" + hosts,
            "-Dsun.net.inetaddr.negative.ttl=1",
            "-Dkith.kafka.bootstrap-servers=" + broker,
            // another consumer group: the running service is not disturbed
            "-Dkith.streams.application-id=late");
    try (SecondNode node = SecondNode.started("late", SERVICE, stack, settings)) {
      Api service = new Api(node.management());
      await()
          .atMost(WITHIN)
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(service.get("/q/health/ready").text())
                  .contains("STARTING")
                  .contains(broker)
                  .contains("bootstrap.servers"));

      Files.writeString(hosts, "127.0.0.1 localhost kafka.late\n");

      node.awaitReady();
      assertThat(service.get("/q/health/ready").text()).doesNotContain("waitingFor");
    }
  }
}
