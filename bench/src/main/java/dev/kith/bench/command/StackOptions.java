package dev.kith.bench.command;

import dev.kith.harness.KithHome;
import dev.kith.harness.stack.Stack;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the stack that is measured: a running one, or one that the benchmark starts. */
final class StackOptions {

  @Option(names = "--url", description = "The front door of a stack that runs already.")
  private @Nullable URI url;

  @Option(
      names = "--data",
      description =
          "That stack's data folder, for its keys and ports (default: data beside the script).")
  private @Nullable Path data;

  /**
   * Returns the stack. {@link Stack#close} ends a stack that the benchmark started, and not one
   * that was already running.
   */
  Stack open(PrintWriter out) throws InterruptedException {
    URI running = url;
    if (running == null) {
      out.println("Starting a stack of its own ...");
      out.flush();
      return Stack.startEphemeral();
    }
    Path folder = data == null ? KithHome.ofThisProcess().folder().resolve("data") : data;
    return Stack.running(folder.toAbsolutePath(), running);
  }
}
