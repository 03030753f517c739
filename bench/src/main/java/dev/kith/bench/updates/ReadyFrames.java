package dev.kith.bench.updates;

import dev.kith.bench.process.Program;
import dev.kith.bench.screens.ReadyFramesProgram;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The server that writes ready frames, in a process of its own. */
final class ReadyFrames implements AutoCloseable {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  private final Program program = new Program(ReadyFramesProgram.class, List.of(), _ -> false);
  private final URI url;

  ReadyFrames() throws InterruptedException {
    url = URI.create("http://127.0.0.1:" + program.answer(ANSWERS_WITHIN)[1]);
  }

  URI url() {
    return url;
  }

  long pid() {
    return program.pid();
  }

  /** To all who are connected. */
  void write(String frame) {
    program.tell("write " + frame);
  }

  @Override
  public void close() {
    program.close();
  }
}
