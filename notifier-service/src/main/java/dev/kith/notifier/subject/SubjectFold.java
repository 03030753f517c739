package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import dev.kith.domain.replica.Pair;
import dev.kith.domain.replica.SubjectFanOut;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.kit.topology.MirrorRecord;
import dev.kith.kit.topology.TaskProcessor;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor that folds the journal and the mirrors into the subjects' stores, and writes each
 * change to the delivery partitions that it concerns.
 *
 * <p>It also writes while the task rebuilds its stores: the records are the same as before, and
 * readers keep the newer of two parts. So a rebuild fills the delivery partitions again.
 */
public final class SubjectFold implements TaskProcessor.Work<byte[], Object> {

  private final DeliveryPartitions deliveryPartitions;
  private final FoldProgress foldProgress;
  private final SubjectStores stores;
  private final FanOutOutput output;
  private final SubjectPresence presence;

  private SubjectFold(
      ProcessorContext<byte[], PlacedRecord> context,
      String progressStore,
      DeliveryPartitions deliveryPartitions) {
    this.deliveryPartitions = deliveryPartitions;
    foldProgress = new FoldProgress(context.getStateStore(progressStore));
    stores = SubjectStores.of(context);
    output = new FanOutOutput(context, context::forward);
    presence = new SubjectPresence(stores, deliveryPartitions::of, output);
    CompletionMarker.schedule(context, progressStore, deliveryPartitions.count());
  }

  /** Supplier of processors; they forward {@link PlacedRecord}s with the subject as key. */
  static ProcessorSupplier<byte[], Object, byte[], PlacedRecord> supplier(
      String progressStore, DeliveryPartitions deliveryPartitions) {
    return TaskProcessor.of(context -> new SubjectFold(context, progressStore, deliveryPartitions));
  }

  @Override
  public void process(Record<byte[], Object> record) {
    var time = record.timestamp();
    switch (record.value()) {
      case JournalRecord(var at, var owner, _, _, var event) -> {
        switch (event) {
          case ProfileEvent changed -> contentChanged(owner, at, changed, time);
          case RelationEvent changed -> ownerHalvesChanged(owner, at, changed, time);
          case SettingsChanged changed -> settingsChanged(owner, at, changed, time);
        }
      }
      case MirrorRecord(var user, var halves, var changedAt) -> {
        // a time that is too late only turns a joined into a changed
        var since = changedAt.orElseGet(() -> Instant.ofEpochMilli(time));
        halves.forEach((subject, half) -> followerHalfChanged(subject, user, half, since, time));
      }
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
  }

  private void contentChanged(Address subject, Position at, ProfileEvent event, long time) {
    var before = policyBefore(subject);
    stores
        .contents()
        .apply(subject, at, event, Instant.ofEpochMilli(time))
        .ifPresent(content -> {
          write(subject, fanOut -> fanOut.contentChanged(own(subject), content), time);
          before.ifPresent(policy -> presence.rulesChanged(policy, content, time));
        });
  }

  private void settingsChanged(Address subject, Position at, SettingsChanged event, long time) {
    var before = policyBefore(subject);
    stores.settings().apply(subject, at, event);
    before.ifPresent(policy -> presence.rulesChanged(policy, stores.contents().get(subject), time));
  }

  private void ownerHalvesChanged(Address subject, Position at, RelationEvent event, long time) {
    var changed = stores.pairs().apply(subject, at, event, Instant.ofEpochMilli(time));
    if (changed.isEmpty()) {
      return;
    }
    var content = stores.contents().get(subject);
    var number = 0;
    for (var part : PairParts.of(after(changed))) {
      var position = PairParts.position(at, number++);
      write(
          subject,
          fanOut -> fanOut.ownerHalvesChanged(position, part, content, deliveryPartitions::of),
          time);
    }
    if (!foldProgress.isSilent()) {
      presence.pairsChanged(subject, content, changed, time);
    }
  }

  private void followerHalfChanged(
      Address subject, Address user, HalfEdge half, Instant since, long time) {
    stores
        .pairs()
        .mirror(subject, user, half, since)
        .ifPresent(change -> {
          var content = stores.contents().get(subject);
          var partition = deliveryPartitions.of(user);
          write(
              subject,
              fanOut -> fanOut.followerHalfChanged(user, change.after(), content, partition),
              time);
          if (!foldProgress.isSilent()) {
            presence.pairsChanged(subject, content, Map.of(user, change), time);
          }
        });
  }

  /** Who sees the presence before an event; empty if there is none to be seen. */
  private Optional<PresencePolicy> policyBefore(Address subject) {
    return foldProgress.isSilent() || !stores.presence(subject).isKnown()
        ? Optional.empty()
        : Optional.of(presence.policy(subject, stores.contents().get(subject)));
  }

  private void write(
      Address subject, Function<SubjectFanOut, SubjectFanOut.Step> change, long time) {
    var before = stores.fanOuts().get(subject);
    var step = change.apply(before);
    stores.fanOuts().put(subject, before, step.after());
    output.write(subject, step.records(), time);
  }

  /** The subject's own delivery partition; a group does not follow itself. */
  private Optional<Integer> own(Address subject) {
    return subject.isGroup() ? Optional.empty() : Optional.of(deliveryPartitions.of(subject));
  }

  private static SortedMap<Address, Pair> after(SortedMap<Address, PairStore.PairChange> changed) {
    var pairs = new TreeMap<Address, Pair>();
    changed.forEach((user, change) -> pairs.put(user, change.after()));
    return pairs;
  }
}
