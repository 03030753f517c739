package dev.kith.local.base;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folder of the checkout, with the paths of the build results that the stack runs. */
public record Home(Path folder) {

  /**
   * The folder of the script, from the system property {@code kith.home}; without it, the current
   * folder.
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

  /** The launcher's jar, which also contains the main class of the broker's process. */
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
