package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.MessageNoted;
import dev.kith.domain.Choice;
import dev.kith.domain.Relation;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.Sent;
import dev.kith.kit.streams.SettingsStore;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * In the senders' partition: remembers whom they wrote to, and tells the recipient's partition of
 * messages that may pass, as far as it is known here.
 *
 * <p>What the sender wrote is remembered whether it may pass or not: else whoever is blocked could
 * see it by that.
 */
final class FoldMessages implements Processor<byte[], Sent, byte[], SpecificRecord> {

  private ProcessorContext<byte[], SpecificRecord> context;
  private Progress progress;
  private RelationStore relations;
  private SettingsStore settings;
  private RecentsStore recents;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldMessages() {}

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
  }

  @Override
  public void process(Record<byte[], Sent> record) {
    var sent = record.value();
    if (sent.isToOneself()) {
      return;
    }
    var at = Instant.ofEpochMilli(record.timestamp());
    var moved = recents.note(sent.sender(), sent.peer(), at);
    if (sent.group().isEmpty() && !progress.isSilent() && isNoted(sent, moved)) {
      context.forward(
          new Record<>(
              sent.recipient().text().getBytes(UTF_8),
              new MessageNoted(sent.sender().text(), at),
              record.timestamp()),
          ContactGraphTopology.REQUESTS_OUT);
    }
  }

  /** While the recipient has said neither yes nor no, each message may be the one that counts. */
  private boolean isNoted(Sent sent, boolean moved) {
    var relation = relations.get(sent.sender(), sent.recipient());
    return (moved || isUndecided(relation))
        && relation.letsMessagesPass(settings.get(sent.sender()));
  }

  private static boolean isUndecided(Relation relation) {
    return relation.mirror().subscribed() == Choice.UNSET;
  }
}
