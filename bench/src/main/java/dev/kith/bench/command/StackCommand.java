package dev.kith.bench.command;

import static java.util.Objects.requireNonNull;

import dev.kith.harness.stack.Stack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Base of a command that measures a stack; exits with 0 when all goals are met, else with 3. */
public abstract class StackCommand implements Callable<Integer> {

  private static final int MISSED = 3;

  @Mixin private StackOptions stackOptions = new StackOptions();

  @Spec private @Nullable CommandSpec spec;

  /** Measures a stack; returns true if all goals are met. */
  protected abstract boolean measure(Stack stack) throws InterruptedException, ExecutionException;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    try (Stack stack = stackOptions.open(out())) {
      return measure(stack) ? 0 : MISSED;
    }
  }

  protected PrintWriter out() {
    return requireNonNull(spec).commandLine().getOut();
  }

  /** Prints a result on standard output. */
  protected void say(String text) {
    out().println(text);
    out().flush();
  }

  /** Prints progress on standard error. */
  protected void tell(String text) {
    PrintWriter err = requireNonNull(spec).commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
