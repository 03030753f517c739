package dev.kith.bench.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Program with very many sessions in one process, on one thread. Its commands, and the output for
 * each:
 *
 * <pre>
 * open FROM TO HOST PORT resume|fresh   opened SESSIONS RECOVERED RETRIED NANOS MEDIAN LOWEST
 * expect SESSIONS CHANGES               expecting          then: complete CHANGE, for each
 * tally                                 change NUMBER FIRST MEDIAN LAST ... tallied FRAMES MERGED SAMPLE
 * cut FROM TO                           cut
 * </pre>
 *
 * Times are those of {@link System#nanoTime}, which on Linux is the same clock in all processes.
 */
public final class ScreensProgram {

  private static final int LARGEST_READ = 512 * 1024;

  private final CommandLoop loop = new CommandLoop();
  private final byte[] received = new byte[LARGEST_READ];
  private final List<WireSession> sessions;
  private @Nullable Opening opening;
  private @Nullable Tally tally;

  private ScreensProgram(List<WireSession> sessions) throws IOException {
    this.sessions = sessions;
  }

  /** Runs the program; its argument is a file with an address and a token a line. */
  public static void main(String[] arguments) throws IOException {
    List<WireSession> sessions =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .map(line -> line.split(" ", 2))
            .map(person -> new WireSession(person[0], person[1]))
            .toList();
    ScreensProgram program = new ScreensProgram(sessions);
    program.loop.run(program::onReady, program::onCommand, program::onTick);
  }

  private void onReady(SelectionKey key) {
    WireSession session = (WireSession) key.attachment();
    Opening current = opening;
    try {
      if (key.isConnectable() && current != null) {
        current.connected(session, key);
      } else if (key.isReadable()) {
        session.receive(received, tally);
        if (current != null && session.isSynced()) {
          current.synced(session);
        }
      }
    } catch (IOException failure) {
      session.cut();
      if (current == null || !current.failed(session)) {
        System.err.println("A session has ended: " + failure.getMessage());
      }
    }
  }

  private void onCommand(String[] words) {
    switch (words[0]) {
      case "open" ->
          opening =
              new Opening(
                  loop.selector(),
                  range(words),
                  new InetSocketAddress(words[3], Integer.parseInt(words[4])),
                  words[5].equals("resume"));
      case "expect" -> {
        sessions.forEach(WireSession::forgetShown);
        tally = new Tally(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        CommandLoop.say("expecting");
      }
      case "tally" -> {
        if (tally != null) {
          tally.tell();
          tally = null;
        }
      }
      case "cut" -> {
        range(words).forEach(WireSession::cut);
        CommandLoop.say("cut");
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void onTick() {
    Opening current = opening;
    if (current != null) {
      try {
        current.goOn();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      if (current.isDone()) {
        opening = null;
        CommandLoop.say(current.text());
      }
    }
  }

  private List<WireSession> range(String[] words) {
    return sessions.subList(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
  }
}
