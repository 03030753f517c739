package dev.kith.acceptance.stack;

import dev.kith.harness.contract.StreamContract;
import dev.kith.harness.stack.Stack;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension that gives the constructors of all test classes a shared stack, and prints its
 * logs when a test fails.
 */
public final class SharedStack implements ParameterResolver, AfterEachCallback, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Stack.class);
  }

  @Override
  public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack(context);
  }

  /** Asserts that every frame that any screen has received is documented. */
  @Override
  public void afterEach(ExtensionContext context) {
    StreamContract.ofNotifier().check();
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    System.err.println(
        "The logs after " + context.getDisplayName() + ":\n" + stack(context).lastLogs());
  }

  private static Stack stack(ExtensionContext context) {
    // JUnit's store closes the stack after the last test
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(which(context), _ -> start(), Stack.class);
  }

  private static Class<?> which(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(OnTheSecondStack.class)
        ? OnTheSecondStack.class
        : OnTheStack.class;
  }

  private static Stack start() {
    try {
      return Stack.startShortLived(Map.of("KITH_NOTIFIER_UPDATES_TOPIC", "true"));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
