package dev.kith.harness.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

/** Control of single processes of a stack that was started with {@code --keep-going}. */
public record Processes(RunFolder run) {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  /** Kills a process (SIGKILL) and waits for its end. */
  public void kill(String name) {
    ProcessHandle process = ProcessHandle.of(pid(name)).orElseThrow();
    order(name, "kill");
    process.onExit().join();
  }

  /** Stops a process in an orderly way (SIGTERM) and waits for its end. */
  public void stop(String name) {
    ProcessHandle process = ProcessHandle.of(pid(name)).orElseThrow();
    process.destroy();
    process.onExit().join();
  }

  /** Starts a process again and does not wait. */
  public void start(String name) {
    order(name, "start");
  }

  /** Returns the response of a service's readiness check. */
  public Answer ready(String name) {
    return new Api(run.management(name)).get("/q/health/ready");
  }

  public void awaitReady(String name) {
    awaitReady(run.management(name));
  }

  /** Waits until the service with this management URL is ready. */
  public static void awaitReady(URI management) {
    Api api = new Api(management);
    await()
        .alias(management + " is ready")
        .atMost(READY_WITHIN)
        .ignoreExceptions()
        .until(() -> api.get("/q/health/ready").status() == 200);
  }

  /**
   * Waits until the nodes of a service that the launcher has started, such as {@code
   * notifier-service} and {@code notifier-service-2}, together have every partition.
   */
  public void awaitWhole(String service) {
    await()
        .alias(service + " has all partitions")
        .atMost(READY_WITHIN)
        .ignoreExceptions()
        .until(() ->
            run.processes().keySet().stream()
                    .filter(name -> name.matches(service + "(-\\d+)?"))
                    .flatMap(name -> partitions(run.management(name)))
                    .distinct()
                    .count()
                == Stack.PARTITIONS);
  }

  /** Returns the numbers of the partitions that a node serves; none during a rebalance. */
  private static Stream<String> partitions(URI management) {
    JsonNode streams =
        new Api(management)
            .get("/q/health/ready")
            .body()
            .path("checks")
            .valueStream()
            .filter(check -> check.path("name").asText().equals("streams"))
            .map(check -> check.path("data"))
            .findFirst()
            .orElseThrow();
    return streams.path("state").asText().equals("RUNNING")
        ? Stream.of(streams.path("partitions").asText().split(" "))
        : Stream.empty();
  }

  public long pid(String name) {
    return api().get("/services").body().path(name).longValue();
  }

  private void order(String name, String what) {
    Answer answer = api().send("POST", "/services/" + name + "/" + what, "");
    if (answer.status() != 204) {
      throw new AssertionError(what + " " + name + ": " + answer);
    }
  }

  private Api api() {
    return new Api(run.url("processes-api"));
  }
}
