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

  private static final String RUN = "exec \"$@\"";

  /** On Linux such a process runs only while no other process wants the core. */
  private static final String RUN_WITH_LOW_PRIORITY =
      "chrt -i 0 true 2>/dev/null && exec chrt -i 0 \"$@\"; exec nice -n 19 \"$@\"";

  private final Home home;
  private final List<String> words = new ArrayList<>();

  JavaCommand(Home home) {
    this(home, RUN);
  }

  private JavaCommand(Home home, String script) {
    this.home = home;
    words.addAll(List.of("sh", "-c", IGNORE_SIGNALS + script, "kith"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-javaagent:" + home.leash());
  }

  static JavaCommand withLowPriority(Home home) {
    return new JavaCommand(home, RUN_WITH_LOW_PRIORITY);
  }

  /**
   * Uses the AOT cache of the program, if there is one, or records its content.
   *
   * @param builds files and folders from which the program is loaded
   */
  JavaCommand cached(String program, Path... builds) {
    List<Path> all = new ArrayList<>(List.of(builds));
    all.add(home.leash());
    return flags(home.aot().flags(program, all));
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
