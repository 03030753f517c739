package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Loop that handles all sockets and all commands of a program on one thread. */
final class CommandLoop {

  private static final long TICK_MILLIS = 100;

  private final Selector selector;
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private volatile boolean inputEnded;

  CommandLoop() throws IOException {
    this.selector = Selector.open();
  }

  Selector selector() {
    return selector;
  }

  /** Writes a line to standard output, which the starting process reads. */
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /**
   * Handles sockets and commands until the standard input ends.
   *
   * @param onTick called at least every 100 ms
   */
  void run(Consumer<SelectionKey> onReady, Consumer<String[]> onCommand, Runnable onTick)
      throws IOException {
    Thread.ofPlatform().daemon().name("commands").start(this::readCommands);
    while (!inputEnded) {
      selector.select(onReady, TICK_MILLIS);
      for (String command = commands.poll(); command != null; command = commands.poll()) {
        onCommand.accept(command.split(" ", -1));
      }
      onTick.run();
    }
  }

  private void readCommands() {
    try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        commands.add(line);
        selector.wakeup();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      inputEnded = true;
      selector.wakeup();
    }
  }
}
