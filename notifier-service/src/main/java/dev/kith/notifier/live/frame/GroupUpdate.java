package dev.kith.notifier.live.frame;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.live.Origin;
import dev.kith.notifier.live.WireForm;
import dev.kith.notifier.replica.Cursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Update that a group of sessions shares. Thread-safe. */
final class GroupUpdate implements LiveUpdate {

  private final Rendering rendering;
  private final Address subject;
  private final Update.Kind kind;
  private final Optional<Cursor> cursor;
  private final Optional<Origin> origin;
  private final byte[] json;
  private volatile @Nullable Ready ready;

  /** Bytes in a form; a few forms at most, so a list. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ready(WireForm form, byte[] bytes, @Nullable Ready next) {}

  GroupUpdate(
      Rendering rendering,
      Address subject,
      Update.Kind kind,
      Optional<Cursor> cursor,
      Optional<Origin> origin,
      byte[] json) {
    this.rendering = rendering;
    this.subject = subject;
    this.kind = kind;
    this.cursor = cursor;
    this.origin = origin;
    this.json = json;
  }

  @Override
  public Address subject() {
    return subject;
  }

  @Override
  public Update.Kind kind() {
    return kind;
  }

  @Override
  public Optional<Cursor> cursor() {
    return cursor;
  }

  @Override
  public Optional<Origin> origin() {
    return origin;
  }

  @Override
  public byte[] json() {
    return json;
  }

  @Override
  public byte[] bytes(WireForm form) {
    for (var one = ready; one != null; one = one.next) {
      if (one.form.equals(form)) {
        return one.bytes;
      }
    }
    return encode(form);
  }

  private synchronized byte[] encode(WireForm form) {
    var first = ready;
    for (var one = first; one != null; one = one.next) {
      if (one.form.equals(form)) {
        return one.bytes;
      }
    }
    var bytes = form.encode(this);
    ready = new Ready(form, bytes, first);
    return bytes;
  }

  @Override
  public LiveUpdate as(Update.Kind other) {
    return rendering.update(other, cursor.isPresent());
  }
}
