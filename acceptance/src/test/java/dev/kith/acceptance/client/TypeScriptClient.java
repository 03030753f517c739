package dev.kith.acceptance.client;

import dev.kith.harness.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Builder of {@code @kith/client} and runner of its own tests against a stack. */
public final class TypeScriptClient {

  private static final Path FOLDER =
      Path.of(System.getProperty("kith.home", "..")).resolve("clients/typescript").normalize();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private TypeScriptClient() {}

  /** Names a program that these tests need and that is not installed; empty if there is none. */
  public static Optional<String> missing(String tests) {
    return tests.equals("chromium") && !Files.isExecutable(CHROMIUM)
        ? Optional.of(CHROMIUM + " is not installed")
        : Npm.missing();
  }

  /** Installs the packages of the lock file, and builds the client. */
  public static void build() {
    Npm.run(FOLDER, "npm", "ci", "--no-audit", "--no-fund");
    Npm.run(FOLDER, "npm", "run", "build");
  }

  /** Runs {@code test/stack/TESTS.test.ts}; on failure reports its output. */
  public static void test(String tests, Stack stack) {
    Map<String, String> environment = Map.of("KITH_DATA", stack.data().toString());
    Npm.run(FOLDER, environment, "node", "scripts/test.mjs", "--stack", tests);
  }
}
