package dev.kith.notifier.session;

import dev.kith.kit.view.Reciprocity;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.reader.AddressBookReader;
import dev.kith.notifier.reader.UpdatesTopic;
import dev.kith.notifier.tail.PresenceTail;
import dev.kith.notifier.tail.SyncTail;
import dev.kith.notifier.tail.UpdateTail;
import dev.kith.notifier.wire.Frames;
import dev.kith.schemas.WireFormat;
import jakarta.inject.Singleton;

/** Dependencies that all sessions share. */
@Singleton
public class SessionContext {

  private final AddressBookReader books;
  private final UpdatesTopic topic;
  private final UpdateTail tail;
  private final SyncTail syncs;
  private final PresenceTail presences;
  private final Reciprocity reciprocity;
  private final Frames frames;
  private final WireFormat wire;
  private final NotifierConfig settings;
  private final DeliveryMetrics deliveryMetrics;

  SessionContext(
      AddressBookReader books,
      UpdatesTopic topic,
      UpdateTail tail,
      SyncTail syncs,
      PresenceTail presences,
      Reciprocity reciprocity,
      Frames frames,
      WireFormat wire,
      NotifierConfig settings,
      DeliveryMetrics deliveryMetrics) {
    this.books = books;
    this.topic = topic;
    this.tail = tail;
    this.syncs = syncs;
    this.presences = presences;
    this.reciprocity = reciprocity;
    this.frames = frames;
    this.wire = wire;
    this.settings = settings;
    this.deliveryMetrics = deliveryMetrics;
  }

  AddressBookReader books() {
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

  public Frames frames() {
    return frames;
  }

  WireFormat wire() {
    return wire;
  }

  public NotifierConfig settings() {
    return settings;
  }

  DeliveryMetrics metrics() {
    return deliveryMetrics;
  }
}
