package dev.kith.local.base;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folder of the checkout, with the paths of the build results that the stack runs.
 *
 * @param aot caches with which they start
 */
public record Home(Path folder, AotCaches aot) {

  /** Environment variable with flags for all JVMs; flags in the process plan take precedence. */
  public static final String JAVA_OPTIONS = "KITH_JAVA_OPTIONS";

  /** Name of the jar that starts a Quarkus application. */
  public static final String QUARKUS_JAR = "quarkus-run.jar";

  /**
   * The folder of the script, from the system property {@code kith.home}; without it, the current
   * folder.
   */
  public static Home ofThisProcess() {
    Path folder = Path.of(System.getProperty("kith.home", "")).toAbsolutePath().normalize();
    String jvmOptions = System.getenv().getOrDefault(JAVA_OPTIONS, "");
    return new Home(folder, AotCaches.in(folder.resolve("target/aot"), jvmOptions));
  }

  /** This folder, with programs that record what their AOT caches shall contain. */
  public Home recordingAot() {
    return new Home(folder, aot.recording());
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

  public Path launcherLibraries() {
    return built("deploy/local/target/lib");
  }

  public Path brokerLibraries() {
    return built("deploy/local/target/broker/lib");
  }

  /** Folder of the registry with its {@link #QUARKUS_JAR}. */
  public Path registry() {
    return built("deploy/local/target/registry");
  }

  /** Folder of a service with its {@link #QUARKUS_JAR}. */
  public Path service(String service) {
    return built(service + "/target/quarkus-app");
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
