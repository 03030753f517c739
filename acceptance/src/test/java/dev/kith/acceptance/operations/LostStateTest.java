package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Test of stores that are damaged or lost. */
@OnItsOwnStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostStateTest {

  private static final String PROFILES = "profile-service";
  private static final String CONTACTS = "contact-graph-service";
  private static final String CHANGELOG = "kith-profile-service-profiles-changelog";
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final int PEERS = 3_000;
  private static final int DAMAGED_BYTES = 128;

  private final Stack stack;

  LostStateTest() throws InterruptedException {
    stack = Stack.startShortLived(Map.of());
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void a_list_is_never_shorter_because_a_file_is_damaged_and_the_store_is_restored()
      throws IOException {
    Person bob = stack.person("bob");
    List<String> peers =
        IntStream.range(0, PEERS).mapToObj(number -> "peer-%08d".formatted(number)).toList();
    Map<String, Object> sync = Map.of("addresses", peers, "contact", true, "syncNow", true);
    bob.api().send("POST", bob.path("contacts:sync"), Json.of(sync).toString()).ok();
    await().atMost(WITHIN).until(() -> contacts(bob).equals(OptionalInt.of(PEERS)));
    // a stop writes the stores to their files
    stack.processes().stop(CONTACTS);
    stack.processes().start(CONTACTS);
    stack.processes().awaitReady(CONTACTS);

    assertThat(damage("relations")).isPositive();

    await()
        .atMost(WITHIN)
        .until(() -> {
          OptionalInt count = contacts(bob);
          assertThat(count.orElse(PEERS)).isEqualTo(PEERS);
          return count.isPresent() && log(CONTACTS).contains("is damaged, restoring the task");
        });
    assertThat(log(CONTACTS)).doesNotContain("A stream thread failed");
  }

  @Test
  @Order(2)
  void a_service_whose_store_was_lost_says_so_and_does_not_go_on_without_it()
      throws IOException, InterruptedException, ExecutionException {
    stack.person("alice").puts(aProfile().named("Alice"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
      awaitCommitted(admin);
      stack.processes().kill(PROFILES);
      delete(stack.data().resolve("state").resolve(PROFILES));
      admin.deleteTopics(List.of(CHANGELOG)).all().get();
    }

    stack.processes().start(PROFILES);

    Api service = new Api(stack.run().management(PROFILES));
    await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(service.get("/q/health/ready").text())
                .contains(CHANGELOG)
                .contains("kith.streams.application-id"));
    assertThat(service.get("/q/health/ready").status()).isEqualTo(503);
  }

  /**
   * Counts the contacts on all pages; empty if a page was answered with another status than 200.
   */
  private static OptionalInt contacts(Person owner) {
    int count = 0;
    String next = "";
    do {
      Answer page = owner.api().get(owner.path("contacts?limit=500" + next));
      if (page.status() != 200) {
        return OptionalInt.empty();
      }
      count += page.body().path("items").size();
      next = page.body().has("next") ? "&cursor=" + page.body().path("next").asText() : "";
    } while (!next.isEmpty());
    return OptionalInt.of(count);
  }

  /** Overwrites bytes in each file of a store, and returns the number of files. */
  private int damage(String store) throws IOException {
    int damaged = 0;
    try (Stream<Path> paths = Files.walk(stack.data().resolve("state").resolve(CONTACTS))) {
      for (Path path : paths.filter(file -> isDataOf(store, file)).toList()) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
          file.seek(file.length() / 3);
          file.write(new byte[DAMAGED_BYTES]);
        }
        damaged++;
      }
    }
    return damaged;
  }

  private static boolean isDataOf(String store, Path file) {
    return file.toString().endsWith(".sst") && file.toString().contains("/" + store + "/");
  }

  private String log(String service) throws IOException {
    return Files.readString(stack.data().resolve("logs/" + service + ".log"));
  }

  /** Waits until the service has committed offsets: before that, there is no state to lose. */
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
