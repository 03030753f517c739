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

  private final List<String> words = new ArrayList<>();

  JavaCommand(Home home) {
    // Ctrl-C and a closed terminal reach the whole process group, but only the launcher may act on
    // them, in order
    words.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "kith"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-javaagent:" + home.leash());
  }

  JavaCommand flags(List<String> flags) {
    words.addAll(flags);
    return this;
  }

  JavaCommand property(String name, Object value) {
    words.add("-D" + name + "=" + value);
    return this;
  }

  List<String> jar(Path jar) {
    words.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(words);
  }

  List<String> main(String classPath, String mainClass, List<String> arguments) {
    words.addAll(List.of("-cp", classPath, mainClass));
    words.addAll(arguments);
    return List.copyOf(words);
  }
}
