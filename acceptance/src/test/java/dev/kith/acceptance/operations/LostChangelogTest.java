package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

@OnItsOwnStack
class LostChangelogTest {

  private static final String SERVICE = "profile-service";
  private static final String CHANGELOG = "kith-profile-service-profiles-changelog";
  private static final Duration WITHIN = Duration.ofMinutes(2);

  @Test
  void a_service_whose_store_was_lost_says_so_and_does_not_go_on_without_it()
      throws IOException, InterruptedException, ExecutionException {
    try (Stack stack = Stack.startShortLived(Map.of())) {
      stack.person("alice").puts(aProfile().named("Alice"));
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
        awaitCommitted(admin);
        stack.processes().kill(SERVICE);
        delete(stack.data().resolve("state").resolve(SERVICE));
        admin.deleteTopics(List.of(CHANGELOG)).all().get();
      }

      stack.processes().start(SERVICE);

      Api service = new Api(stack.run().management(SERVICE));
      await()
          .atMost(WITHIN)
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(service.get("/q/health/ready").text())
                  .contains(CHANGELOG)
                  .contains("kith.streams.application-id"));
      assertThat(service.get("/q/health/ready").status()).isEqualTo(503);
    }
  }

  /** Before that there is nothing to lose. */
  private static void awaitCommitted(Admin admin) {
    await()
        .atMost(WITHIN)
        .until(() ->
            !admin
                .listConsumerGroupOffsets("kith-profile-service")
                .partitionsToOffsetAndMetadata()
                .get()
                .isEmpty());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
