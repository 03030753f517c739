package dev.kith.local.base;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Kith is checked out, and where its build leaves what the stack runs. */
public record Home(Path folder) {

  /**
   * The folder of the script, which tells it in {@code kith.home}; without one, the folder one
   * stands in.
   */
  public static Home ofThisProcess() {
    return new Home(Path.of(System.getProperty("kith.home", "")).toAbsolutePath().normalize());
  }

  public Path data() {
    return folder.resolve("data");
  }

  public Path leash() {
    return built("deploy/local/target/kith-local-leash.jar");
  }

  /** The launcher's own jar: the broker's process takes its main class from there. */
  public Path launcher() {
    return built("deploy/local/target/kith-local.jar");
  }

  public Path brokerLibraries() {
    return built("deploy/local/target/broker/lib");
  }

  public Path registry() {
    return built("deploy/local/target/registry/quarkus-run.jar");
  }

  public Path service(String service) {
    return built(service + "/target/quarkus-app/quarkus-run.jar");
  }

  private Path built(String path) {
    Path artifact = folder.resolve(path);
    if (!Files.exists(artifact)) {
      throw new CliException(
          artifact
              + " is missing; build it with ./mvnw -DskipTests package, or let ./kith run do that.");
    }
    return artifact;
  }
}
