package dev.kith.local.stack;

import dev.kith.local.base.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builder of command lines that run Java with the launcher's JDK, ignore Ctrl-C, and load the
 * leash.
 */
final class JavaCommand {

  // Ctrl-C and a closed terminal reach the whole process group, but only the launcher may act on
  // them, in order
  private static final String IGNORE_SIGNALS = "trap '' INT HUP; ";

  /** On Linux such a process runs only while no other process wants the core. */
  private static final String WITH_LOW_PRIORITY =
      "if command -v chrt >/dev/null; then exec chrt --idle 0 \"$@\"; fi; exec nice -n 19 \"$@\"";

  private static final int SCRIPT = 2;

  private final List<String> words = new ArrayList<>();

  /**
   * Begins a command.
   *
   * @param program name of its AOT cache
   * @param builds files and folders from which the program is loaded
   */
  JavaCommand(Home home, String program, Path... builds) {
    words.addAll(List.of("sh", "-c", IGNORE_SIGNALS + "exec \"$@\"", "kith"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-javaagent:" + home.leash());
    List<Path> all = new ArrayList<>(List.of(builds));
    all.add(home.leash());
    words.addAll(home.aot().flags(program, all));
  }

  JavaCommand withLowPriority() {
    words.set(SCRIPT, IGNORE_SIGNALS + WITH_LOW_PRIORITY);
    return this;
  }

  JavaCommand flags(List<String> flags) {
    words.addAll(flags);
    return this;
  }

  JavaCommand property(String name, Object value) {
    words.add("-D" + name + "=" + value);
    return this;
  }

  List<String> jar(Path jar, String... arguments) {
    words.addAll(List.of("-jar", jar.toString()));
    words.addAll(List.of(arguments));
    return List.copyOf(words);
  }

  List<String> main(String classPath, String mainClass, List<String> arguments) {
    words.addAll(List.of("-cp", classPath, mainClass));
    words.addAll(arguments);
    return List.copyOf(words);
  }
}
