package dev.kith.notifier.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.live.WireForm;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.tail.SyncUpdate;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.notifier.wire.FrameForm;
import dev.kith.notifier.wire.Frames;
import java.util.Optional;

/**
 * Writer of one session's frames, which remembers the cursor that the client has. On the
 * connection's event loop only.
 */
final class FrameWriter {

  /** The same objects for all sessions, so that a frame is encoded once in each form. */
  private static final WireForm WEB_SOCKET = shared(FrameForm.WEB_SOCKET);

  private static final WireForm EVENT_STREAM = shared(FrameForm.EVENT_STREAM);

  private final ClientConnection connection;
  private final Frames frames;
  private final FrameForm form;
  private final WireForm sharedForm;
  private Optional<Cursor> reached = Optional.empty();

  FrameWriter(ClientConnection connection, Frames frames) {
    this.connection = connection;
    this.frames = frames;
    this.form = connection.form();
    this.sharedForm =
        switch (form) {
          case WEB_SOCKET -> WEB_SOCKET;
          case EVENT_STREAM -> EVENT_STREAM;
        };
  }

  private static WireForm shared(FrameForm form) {
    return frame -> form.encode(frame.cursor(), frame.json());
  }

  /** The last cursor that the client was sent; empty since the hello of a snapshot. */
  Optional<Cursor> reached() {
    return reached;
  }

  /** Writes the hello before a snapshot. */
  void helloSnapshot() {
    reached = Optional.empty();
    connection.write(form.encodeSnapshotHello(frames.helloSnapshot().getBytes(UTF_8)));
  }

  /** Writes the hello before the changes since the client's cursor. */
  void helloRecovered(Cursor since) {
    writeAt(since, frames.helloRecovered(since));
  }

  void synced(Cursor cursor) {
    writeAt(cursor, frames.synced(cursor));
  }

  /** Writes an entry or an update, whose bytes sessions share. */
  void update(LiveUpdate update) {
    connection.write(update.bytes(sharedForm));
    update.cursor().ifPresent(cursor -> reached = Optional.of(cursor));
  }

  void sync(SyncUpdate progress) {
    write(frames.sync(progress));
  }

  void presence(LivePresence presence) {
    write(frames.presence(presence.subject(), presence.shown()));
  }

  private void write(String frame) {
    connection.write(form.encode(Optional.empty(), frame.getBytes(UTF_8)));
  }

  private void writeAt(Cursor cursor, String frame) {
    connection.write(form.encode(Optional.of(cursor), frame.getBytes(UTF_8)));
    reached = Optional.of(cursor);
  }
}
