package dev.kith.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Folder in which Kith is checked out and built: the system property {@code kith.home}, which the
 * script {@code kith} and the build set.
 */
public record KithHome(Path folder) {

  public static KithHome ofThisProcess() {
    return new KithHome(
        Path.of(System.getProperty("kith.home", "..")).toAbsolutePath().normalize());
  }

  /**
   * Returns the command line that the script {@code kith} would run, with an agent that ends the
   * process when its standard input ends, that is, at the latest with this JVM.
   */
  public List<String> command(Path temporaryFolder, String... arguments) {
    return java("deploy/local/target/kith-local.jar", temporaryFolder, arguments);
  }

  /** Returns the command line of a front door, with the same agent as {@link #command}. */
  public List<String> doorCommand(Path temporaryFolder, String... arguments) {
    return java("front-door/target/kith-front-door.jar", temporaryFolder, arguments);
  }

  private List<String> java(String jar, Path temporaryFolder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + folder.resolve("deploy/local/target/kith-local-leash.jar"),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporaryFolder,
                "-Dkith.home=" + folder,
                "-jar",
                folder.resolve(jar).toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
