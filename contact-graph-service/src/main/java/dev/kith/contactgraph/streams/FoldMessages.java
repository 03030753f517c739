package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.MessageReceived;
import dev.kith.contactgraph.SinkNames;
import dev.kith.domain.Choice;
import dev.kith.domain.Relation;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.SentMessage;
import dev.kith.kit.topology.TaskProcessor;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of {@code kith.messages} in the sender's partition: updates the sender's recents and
 * forwards messages that may pass, as far as this partition knows, to the recipient's partition.
 *
 * <p>The sender's recents include messages that may not pass; otherwise they would reveal a block.
 */
public final class FoldMessages implements TaskProcessor.Work<byte[], SentMessage> {

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final FoldProgress foldProgress;
  private final RelationStore relations;
  private final SettingsStore settings;
  private final RecentsStore recents;

  public FoldMessages(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
    foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
  }

  @Override
  public void process(Record<byte[], SentMessage> record) {
    var sentMessage = record.value();
    if (sentMessage.isToOneself()) {
      return;
    }
    var at = Instant.ofEpochMilli(record.timestamp());
    var moved = recents.note(sentMessage.sender(), sentMessage.peer(), at);
    if (sentMessage.group().isEmpty() && !foldProgress.isSilent() && isNoted(sentMessage, moved)) {
      context.forward(
          new Record<>(
              sentMessage.recipient().text().getBytes(UTF_8),
              new MessageReceived(sentMessage.sender().text(), at),
              record.timestamp()),
          SinkNames.REQUESTS_OUT);
    }
  }

  /**
   * Whether to forward the message: each one while the recipient's choice is unset, else one per
   * minute.
   */
  private boolean isNoted(SentMessage sentMessage, boolean moved) {
    var relation = relations.get(sentMessage.sender(), sentMessage.recipient());
    return (moved || isUndecided(relation))
        && relation.letsMessagesPass(settings.get(sentMessage.sender()));
  }

  private static boolean isUndecided(Relation relation) {
    return relation.mirror().subscribed() == Choice.UNSET;
  }
}
