package dev.kith.acceptance.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.acceptance.client.Npm;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.KithHome;
import dev.kith.harness.stack.Stack;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Test of the console in Chromium on the shared stack, with the tests in {@code console/test}. */
@OnTheStack
@TakesMinutes
class ConsoleTest {

  private static final Path CONSOLE = KithHome.ofThisProcess().folder().resolve("console");

  private final Stack stack;

  ConsoleTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void every_screen_works_in_a_browser() {
    Optional<String> missing = Npm.missing("chromium");
    assumeTrue(missing.isEmpty(), missing::toString);
    Npm.run(CONSOLE, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");

    var door = Map.of("KITH_DOOR", stack.frontDoor().toString());
    Npm.run(CONSOLE, door, "npm", "run", "screens");
  }
}
