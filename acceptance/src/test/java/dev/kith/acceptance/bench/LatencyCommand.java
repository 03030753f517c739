package dev.kith.acceptance.bench;

import static java.util.Objects.requireNonNull;

import dev.kith.acceptance.stack.Stack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kith bench latency}: from a change to the screen of one who follows it. */
@Command(
    name = "latency",
    description = {
      "From a status change to the subscriber's WebSocket, at a steady rate.",
      "Starts a stack of its own unless --url is given, and measures the broker's bare floor beside it."
    },
    footer = {
      "",
      "Times run from when a request was meant to be sent, so that one stall counts for all that waited behind it.",
      "Exits with 0 when the goal is met and nothing was lost or shown twice, else with 3."
    },
    mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {

  private static final int MISSED = 3;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Changes a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long it is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "90",
      description =
          "Seconds before that, at the same rate, that do not count: for the first minute the JVMs are busy compiling (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private StackOptions stackOptions = new StackOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    try (Stack stack = stackOptions.open(out)) {
      OpenLoop warming = new OpenLoop(rate, Duration.ofSeconds(warmUp));
      OpenLoop measured = new OpenLoop(rate, Duration.ofSeconds(seconds));
      say(out, "Warming up for " + warmUp + " s, then measuring for twice " + seconds + " s ...");
      new UpdateRun(stack).run(warming);
      Machine.Ticks before = Machine.Ticks.now();
      Found found = new UpdateRun(stack).run(measured);
      String load = Machine.Ticks.now().since(before);
      Latencies floor = new FloorRun(stack.broker()).run(measured);
      say(out, new Report(rate, found, floor, load).text());
      say(out, memory(stack));
      return found.meetsGoal() ? 0 : MISSED;
    }
  }

  private static String memory(Stack stack) {
    Map<String, Long> resident = Machine.residentMegabytes(stack.run().processes());
    StringBuilder text = new StringBuilder("resident memory, MB\n");
    resident.forEach((name, megabytes) -> text.append("  %-44s %9d\n".formatted(name, megabytes)));
    long sum = resident.values().stream().mapToLong(Long::longValue).sum();
    text.append("  %-44s %9d\n".formatted("all together", sum));
    stack
        .startUp()
        .ifPresent(time ->
            text.append("\nstart-up of the stack: %.1f s\n".formatted(time.toMillis() / 1000.0)));
    return text.toString();
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }
}
