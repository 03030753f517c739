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

/** One thread for all sockets of a program and for what it is told. */
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

  /** To the one who started the program. */
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /**
   * Returns when the input has ended.
   *
   * @param onTick called several times a second
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
