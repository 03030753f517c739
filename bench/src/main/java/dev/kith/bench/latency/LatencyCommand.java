package dev.kith.bench.latency;

import dev.kith.bench.command.StackCommand;
import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.bench.process.Machine;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Command {@code kith bench latency}, which measures the time from a change to the WebSocket of a
 * subscriber.
 */
@Command(
    name = "latency",
    header = "From a status change to the subscriber's WebSocket, at a steady rate.",
    description = {
      "Starts a stack of its own unless --url is given, and measures the broker's bare floor beside it."
    },
    footer = {
      "",
      "Times run from when a request was meant to be sent, so that one stall counts for all that waited behind it.",
      "Exits with 0 when the goal is met and nothing was lost or shown twice, else with 3."
    },
    mixinStandardHelpOptions = true)
public final class LatencyCommand extends StackCommand {

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

  @Override
  protected boolean measure(Stack stack) throws InterruptedException, ExecutionException {
    OpenLoop warming = new OpenLoop(rate, Duration.ofSeconds(warmUp));
    OpenLoop measured = new OpenLoop(rate, Duration.ofSeconds(seconds));
    say("Warming up for " + warmUp + " s, then measuring for twice " + seconds + " s ...");
    new UpdateRun(stack).run(warming);
    Machine.Ticks before = Machine.Ticks.now();
    DeliveryLatencies deliveryLatencies = new UpdateRun(stack).run(measured);
    String load = Machine.Ticks.now().since(before);
    Latencies floor = new FloorRun(stack.broker()).run(measured);
    say(new LatencyReport(rate, deliveryLatencies, floor, load).text());
    say(memory(stack));
    return deliveryLatencies.meetsGoal();
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
}
