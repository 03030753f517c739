package dev.kith.notifier.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.MessageClearance;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.Position;
import dev.kith.domain.View;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.SentMessage;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of messages in the sender's partition. It applies the sender's rules, adds the
 * recipient's view of the sender, and forwards the message to the partition of the group or the
 * recipient.
 *
 * <p>It updates the sender's recents even if the message is refused. Otherwise the sender could see
 * in them that they are blocked.
 */
final class EnrichAtSender implements Processor<byte[], IncomingMessage, byte[], SpecificRecord> {

  private final TopologyContext topologyContext;
  private final String progressStore;
  private ProcessorContext<byte[], SpecificRecord> context;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private RecentsStore recents;
  private MessageBuffer waiting;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  EnrichAtSender(TopologyContext topologyContext, String progressStore) {
    this.topologyContext = topologyContext;
    this.progressStore = progressStore;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    profiles = new ProfileStore(context.getStateStore(StateStores.PROFILES));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
    waiting =
        new MessageBuffer(
            context,
            topologyContext,
            new FoldProgress(context.getStateStore(progressStore)),
            Topics.MESSAGES.name(),
            's',
            this::send);
  }

  @Override
  public void process(Record<byte[], IncomingMessage> record) {
    var sentMessage = record.value().sent();
    var at = Instant.ofEpochMilli(record.timestamp());
    if (!sentMessage.isToOneself()) {
      recents.note(sentMessage.sender(), sentMessage.peer(), at);
    }
    var offset = context.recordMetadata().orElseThrow().offset();
    waiting.take(offset, undecided(record.value(), at));
  }

  /** Returns the message without a decision, as it is buffered. */
  private static PendingMessage undecided(IncomingMessage incomingMessage, Instant at) {
    var nothing =
        new MessageClearance(
            Position.NONE,
            new MessageEnd(false, false, false),
            View.nothing(incomingMessage.sent().sender()),
            Optional.empty(),
            Optional.empty());
    return new PendingMessage(next(incomingMessage.sent()), incomingMessage, at, nothing);
  }

  private static Address next(SentMessage sentMessage) {
    return sentMessage.over().orElse(sentMessage.recipient());
  }

  private void send(PendingMessage undecided) {
    var pendingMessage = undecided.on(undecided.stop(), decide(undecided.incoming().sent()));
    context.forward(
        new Record<>(
            pendingMessage.stop().text().getBytes(UTF_8),
            ClearanceCodec.write(pendingMessage),
            context.currentSystemTimeMs()));
  }

  private MessageClearance decide(SentMessage sentMessage) {
    var sender = sentMessage.sender();
    return MessageClearance.from(
        sender,
        sentMessage.recipient(),
        profiles.get(sender),
        settings.get(sender),
        half(sender, sentMessage.recipient()),
        sentMessage.over().map(group -> half(sender, group)).orElse(HalfEdge.NONE));
  }

  private HalfEdge half(Address owner, Address peer) {
    return relations.get(owner, peer).own();
  }
}
