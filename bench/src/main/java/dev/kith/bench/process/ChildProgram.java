package dev.kith.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Java program in a child process that reads commands from standard input and writes answers to
 * standard output, one a line.
 */
public final class ChildProgram implements AutoCloseable {

  private static final String ENDED = "(ended)";

  private final Process process;
  private final PrintWriter input;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /**
   * Starts the program.
   *
   * @param takes returns true for a line that it has handled and that is no answer to a command; it
   *     is called on the thread that reads the output
   */
  public ChildProgram(Class<?> main, List<String> arguments, Predicate<String> takes) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    input = new PrintWriter(process.outputWriter(UTF_8), true);
    Thread.ofPlatform().daemon().name("answers").start(() -> read(takes));
  }

  public long pid() {
    return process.pid();
  }

  public void tell(String line) {
    input.println(line);
  }

  /** Waits for the next answer, and returns its words. */
  public String[] answer(Duration within) throws InterruptedException {
    String line = answers.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null || line.equals(ENDED)) {
      throw new IllegalStateException(
          "Process %d %s".formatted(pid(), line == null ? "does not answer" : "has ended"));
    }
    return line.split(" ", -1);
  }

  private void read(Predicate<String> takes) {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (!takes.test(line)) {
          answers.add(line);
        }
      }
    } catch (IOException failure) {
      answers.add(failure.toString());
    } finally {
      answers.add(ENDED);
    }
  }

  /** Closes the standard input, which ends the program, and waits for its end. */
  @Override
  public void close() {
    input.close();
    process.onExit().join();
  }
}
