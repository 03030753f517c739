package dev.kith.acceptance.updates;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.acceptance.client.Npm;
import dev.kith.acceptance.client.TypeScriptClient;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.stack.Stack;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of {@code @kith/client} against real processes, with the tests in its test/stack. */
@OnTheStack
@TakesMinutes
class TypeScriptClientTest {

  private final Stack stack;

  TypeScriptClientTest(Stack stack) {
    this.stack = stack;
  }

  @BeforeAll
  static void build() {
    if (Npm.missing().isEmpty()) {
      TypeScriptClient.build();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"writes", "privacy", "sleep", "chromium", "resume"})
  void it_passes_its_tests(String tests) {
    Optional<String> missing = TypeScriptClient.missing(tests);
    assumeTrue(missing.isEmpty(), missing::toString);
    TypeScriptClient.test(tests, stack);
  }
}
