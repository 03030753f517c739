package dev.kith.bench.command;

import dev.kith.harness.KithHome;
import dev.kith.harness.stack.Stack;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the stack that is measured: a running one, or else one of the benchmark's own. */
final class StackOptions {

  /** One user makes more changes than a user may. */
  private static final Map<String, String> UNLIMITED = Map.of("KITH_RATES_WRITES", "0");

  @Option(names = "--url", description = "The front door of a stack that runs already.")
  private @Nullable URI url;

  @Option(
      names = "--data",
      description =
          "That stack's data folder, for its keys and ports (default: data beside the script).")
  private @Nullable Path data;

  /** Closing it ends it, if it is the benchmark's own. */
  Stack open(PrintWriter out) throws InterruptedException {
    URI running = url;
    if (running == null) {
      out.println("Starting a stack of its own ...");
      out.flush();
      return Stack.startEphemeral(UNLIMITED);
    }
    Path folder = data == null ? KithHome.ofThisProcess().folder().resolve("data") : data;
    return Stack.running(folder.toAbsolutePath(), running);
  }
}
