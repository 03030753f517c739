package dev.kith.local.leash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests with real processes: this one starts a launcher, which starts a child with the leash. */
class LeashTest {

  private static final Path LEASH = Path.of("target", "kith-local-leash.jar").toAbsolutePath();

  @Test
  void a_child_ends_when_its_launcher_is_killed() throws Exception {
    Process launcher = java(Launcher.class, "" + LEASH);
    ProcessHandle child = childOf(launcher);
    assertThat(child.isAlive()).isTrue();

    launcher.destroyForcibly().waitFor();

    child.onExit().join();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void a_child_that_hangs_while_it_stops_is_halted() throws Exception {
    Process launcher = java(Launcher.class, LEASH + "=1", "hang");
    ProcessHandle child = childOf(launcher);

    launcher.destroyForcibly().waitFor();

    child.onExit().join();
    assertThat(child.isAlive()).isFalse();
  }

  private static ProcessHandle childOf(Process launcher) throws IOException {
    try (BufferedReader lines = launcher.inputReader()) {
      return ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    return new ProcessBuilder(javaCommand(List.of(), main, arguments))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> javaCommand(List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", "target" + File.separator + "test-classes", main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts a child with the leash, prints its process id once it runs, and waits to be killed. */
  static final class Launcher {
    public static void main(String[] arguments) throws Exception {
      List<String> flags = List.of("-javaagent:" + arguments[0]);
      String[] rest = arguments.length > 1 ? new String[] {arguments[1]} : new String[0];
      Process child = new ProcessBuilder(javaCommand(flags, Child.class, rest)).start();
      child.inputReader().readLine();
      System.out.println(child.pid());
      child.waitFor();
    }
  }

  /** Prints that it runs, and runs without end; with an argument it ignores requests to stop. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      if (arguments.length > 0) {
        Runtime.getRuntime().addShutdownHook(new Thread(Child::waitForEver));
      }
      System.out.println("running");
      waitForEver();
    }

    private static void waitForEver() {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    }
  }
}
