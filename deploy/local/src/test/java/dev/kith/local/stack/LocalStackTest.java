package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.local.base.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the plan of a stack, of which nothing is built and nothing is started. */
class LocalStackTest {

  private static final List<String> BUILT =
      List.of(
          "deploy/local/target/kith-local.jar",
          "deploy/local/target/kith-local-leash.jar",
          "deploy/local/target/lib",
          "deploy/local/target/broker/lib",
          "deploy/local/target/registry",
          "profile-service/target/quarkus-app",
          "contact-graph-service/target/quarkus-app",
          "notifier-service/target/quarkus-app");

  @TempDir Path folder;
  private DataFolder data;
  private LocalStack stack;

  @BeforeEach
  void plan() throws IOException {
    Path home = folder.resolve("home");
    for (String built : BUILT) {
      Files.createDirectories(home.resolve(built));
    }
    data = DataFolder.open(folder.resolve("data"));
    stack =
        LocalStack.plan(
            new Home(home, Home.ofThisProcess().aot()),
            data,
            new LocalStack.Options(
                0, 2, false, List.of("https://app.example", "http://localhost:3000"), 0),
            new Progress(new PrintWriter(Writer.nullWriter()), Instant.now()));
  }

  @AfterEach
  void close() throws IOException {
    stack.blocks().close();
    data.close();
  }

  @Test
  void the_door_and_all_nodes_have_the_allowed_origins() {
    List<String> names = stack.nodes().stream().map(ServiceNode::name).toList();

    assertThat(names).hasSize(6);
    assertThat(stack.stack().plans())
        .filteredOn(plan -> names.contains(plan.name()))
        .hasSize(6)
        .allSatisfy(plan ->
            assertThat(plan.command())
                .contains("-Dkith.allowed-origins=https://app.example,http://localhost:3000"));
    assertThat(stack.door().origins().allows("https://app.example")).isTrue();
    assertThat(stack.door().origins().allows("http://localhost:3000")).isTrue();
    assertThat(stack.door().origins().allows("https://evil.example")).isFalse();
  }
}
