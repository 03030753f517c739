package dev.kith.notifier.push;

import dev.kith.kit.http.Reciprocity;
import dev.kith.notifier.NotifierSettings;
import dev.kith.schemas.WireFormat;
import jakarta.inject.Singleton;

/** What every session works with. */
@Singleton
class SessionParts {

  private final AddressBooks books;
  private final UpdatesTopic topic;
  private final UpdateTail tail;
  private final SyncTail syncs;
  private final PresenceTail presences;
  private final Reciprocity reciprocity;
  private final Frames frames;
  private final WireFormat wire;
  private final NotifierSettings settings;
  private final Watch watch;

  SessionParts(
      AddressBooks books,
      UpdatesTopic topic,
      UpdateTail tail,
      SyncTail syncs,
      PresenceTail presences,
      Reciprocity reciprocity,
      Frames frames,
      WireFormat wire,
      NotifierSettings settings,
      Watch watch) {
    this.books = books;
    this.topic = topic;
    this.tail = tail;
    this.syncs = syncs;
    this.presences = presences;
    this.reciprocity = reciprocity;
    this.frames = frames;
    this.wire = wire;
    this.settings = settings;
    this.watch = watch;
  }

  AddressBooks books() {
    return books;
  }

  UpdatesTopic topic() {
    return topic;
  }

  UpdateTail tail() {
    return tail;
  }

  SyncTail syncs() {
    return syncs;
  }

  PresenceTail presences() {
    return presences;
  }

  Reciprocity reciprocity() {
    return reciprocity;
  }

  Frames frames() {
    return frames;
  }

  WireFormat wire() {
    return wire;
  }

  NotifierSettings settings() {
    return settings;
  }

  Watch watch() {
    return watch;
  }
}
