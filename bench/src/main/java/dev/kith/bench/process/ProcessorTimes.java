package dev.kith.bench.process;

import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of each process of a stack, and of the benchmark itself. */
public record ProcessorTimes(Map<String, Duration> byName) {

  private static final String BENCHMARK = "(this benchmark)";

  public static ProcessorTimes of(Stack stack) {
    Map<String, Duration> times = new TreeMap<>();
    stack
        .run()
        .processes()
        .forEach((name, process) -> times.put(name, Machine.processorTime(process)));
    times.put(BENCHMARK, Machine.processorTime(ProcessHandle.current().pid()));
    return new ProcessorTimes(times);
  }

  public ProcessorTimes since(ProcessorTimes before) {
    Map<String, Duration> passed = new TreeMap<>();
    byName.forEach((name, time) ->
        passed.put(name, time.minus(before.byName.getOrDefault(name, Duration.ZERO))));
    return new ProcessorTimes(passed);
  }

  /** Returns the sum over all processes of the stack, without the benchmark. */
  public Duration ofStack() {
    return byName.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(BENCHMARK))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Returns a line for each process, with its total and its share of each of {@code count}
   * operations.
   */
  public String text(String piece, double count) {
    StringBuilder text = new StringBuilder();
    byName.forEach((name, time) ->
        text.append(
            "    %-42s %9.2f s  %9.1f µs %s%n"
                .formatted(name, time.toMillis() / 1e3, time.toNanos() / 1e3 / count, piece)));
    return text.toString().stripTrailing();
  }
}
