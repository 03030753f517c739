package dev.kith.notifier.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.live.Origin;
import dev.kith.notifier.live.WireForm;
import dev.kith.notifier.replica.Cursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Update whose JSON is {@code SUBJECT KIND VALUE}, with the offset of its cursor behind it. */
final class TestUpdate implements LiveUpdate {

  static final String TOPIC = "Q7xk_1aB";
  static final int PARTITION = 3;

  private final String subject;
  private final Update.Kind kind;
  private final String value;
  private final Optional<Cursor> cursor;
  private final Map<WireForm, byte[]> encoded = new HashMap<>();

  private TestUpdate(String subject, Update.Kind kind, String value, Optional<Cursor> cursor) {
    this.subject = subject;
    this.kind = kind;
    this.value = value;
    this.cursor = cursor;
  }

  /** An entry, or an update that must not be resumed from. */
  static TestUpdate of(String subject, Update.Kind kind, String value) {
    return new TestUpdate(subject, kind, value, Optional.empty());
  }

  /** A live update. */
  static TestUpdate at(long offset, String subject, Update.Kind kind, String value) {
    return new TestUpdate(subject, kind, value, Optional.of(cursor(offset)));
  }

  static Cursor cursor(long offset) {
    return new Cursor(PARTITION, offset, TOPIC);
  }

  /** In how many forms it was encoded; each costs once, however many sessions send it. */
  synchronized int forms() {
    return encoded.size();
  }

  @Override
  public Address subject() {
    return new Address(subject);
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
    return Optional.empty();
  }

  @Override
  public byte[] json() {
    return text().getBytes(UTF_8);
  }

  String text() {
    return subject + " " + kind + " " + value + cursor.map(it -> " @" + it.offset()).orElse("");
  }

  @Override
  public synchronized byte[] bytes(WireForm form) {
    return encoded.computeIfAbsent(form, it -> it.encode(this));
  }

  @Override
  public LiveUpdate as(Update.Kind other) {
    return new TestUpdate(subject, other, value, cursor);
  }
}
