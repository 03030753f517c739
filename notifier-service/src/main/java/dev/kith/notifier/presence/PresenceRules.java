package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.kit.topology.MirrorRecord;
import dev.kith.notifier.fanout.FanOut;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor in front of the fan-out that detects changes of who may see the owner's presence. The
 * fan-out has folded a record when {@code forward} returns, so this processor compares the state
 * before and after that call, and notifies the subscribers for whom it differs.
 */
final class PresenceRules implements Processor<byte[], Object, byte[], Object> {

  private final String fanOut;
  private final String updates;
  private final String fanOutProgress;
  private final int subscribers;
  private ProcessorContext<byte[], Object> context;
  private FoldProgress foldProgress;
  private OnlineStateStore onlineStates;
  private RelationStore relations;
  private PresencePublisher publisher;

  /**
   * Creates the processor.
   *
   * @param fanOut name of the fan-out's processor
   * @param updates name of the sink of subscribers' presence
   */
  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  PresenceRules(String fanOut, String updates, String fanOutProgress, int subscribers) {
    this.fanOut = fanOut;
    this.updates = updates;
    this.fanOutProgress = fanOutProgress;
    this.subscribers = subscribers;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
    foldProgress = new FoldProgress(context.getStateStore(fanOutProgress));
    onlineStates = new OnlineStateStore(context.getStateStore(OnlineStateStore.NAME));
    relations = new RelationStore(context.getStateStore(FanOut.RELATIONS));
    publisher = new PresencePublisher(context, subscribers, this::publish);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    var subject = subject(record.value());
    var presence = foldProgress.isSilent() ? Presence.NONE : onlineStates.get(subject).presence();
    if (!presence.isKnown()) {
      context.forward(record, fanOut);
      return;
    }
    switch (record.value()) {
      case JournalRecord journalRecord -> {
        switch (journalRecord.event()) {
          case ProfileEvent _, SettingsChanged _ -> aroundRules(record, subject, presence);
          case RelationEvent event -> aroundRelations(record, subject, event, presence);
        }
      }
      case MirrorRecord mirrorRecord -> {
        var before = relations.get(subject, mirrorRecord.peer());
        context.forward(record, fanOut);
        relationChanged(subject, mirrorRecord.peer(), before, presence);
      }
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
  }

  private static Address subject(Object value) {
    return switch (value) {
      case JournalRecord journalRecord -> journalRecord.owner();
      case MirrorRecord mirrorRecord -> mirrorRecord.owner();
      default -> throw new IllegalStateException("Not read by this topology: " + value);
    };
  }

  private void aroundRules(Record<byte[], Object> record, Address subject, Presence presence) {
    var before = publisher.policy(subject);
    context.forward(record, fanOut);
    var after = publisher.policy(subject);
    if (after.mayDifferFrom(before)) {
      publisher.rulesChanged(before, after, presence);
    }
  }

  private void aroundRelations(
      Record<byte[], Object> record, Address subject, RelationEvent event, Presence presence) {
    var before = relations.get(subject, event.peers());
    context.forward(record, fanOut);
    for (var peer : event.peers()) {
      relationChanged(subject, peer, before.getOrDefault(peer, Relation.NONE), presence);
    }
  }

  private void relationChanged(Address subject, Address peer, Relation before, Presence presence) {
    var after = relations.get(subject, peer);
    if (!after.equals(before)) {
      publisher.relationChanged(subject, peer, before, after, presence);
    }
  }

  private void publish(SubscriberPresence presence) {
    context.forward(
        new Record<>(presence.key(), presence.write(), context.currentSystemTimeMs()), updates);
  }
}
