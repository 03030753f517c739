package dev.kith.bench.updates;

import dev.kith.bench.process.ChildProgram;
import dev.kith.bench.screens.ReadyFramesProgram;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Server that writes prepared frames ({@link ReadyFramesProgram}), as a child process. */
final class ReadyFrames implements AutoCloseable {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  private final ChildProgram childProgram =
      new ChildProgram(ReadyFramesProgram.class, List.of(), _ -> false);
  private final URI url;

  ReadyFrames() throws InterruptedException {
    url = URI.create("http://127.0.0.1:" + childProgram.answer(ANSWERS_WITHIN)[1]);
  }

  URI url() {
    return url;
  }

  long pid() {
    return childProgram.pid();
  }

  /** Writes a frame to all connected clients. */
  void write(String frame) {
    childProgram.tell("write " + frame);
  }

  @Override
  public void close() {
    childProgram.close();
  }
}
