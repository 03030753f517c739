package dev.kith.notifier.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.MessageClearance;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of messages in the partitions of the group and of the recipient. In the group's it
 * applies the group's rules and adds the recipient's view of the group. In the recipient's it
 * applies the recipient's rules and writes the enriched message. It updates recents only for
 * messages that may be delivered.
 */
final class EnrichAtGroup implements Processor<byte[], PendingMessage, byte[], SpecificRecord> {

  private final TopologyContext topologyContext;
  private final String progressStore;
  private ProcessorContext<byte[], SpecificRecord> context;
  private FoldProgress foldProgress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private RecentsStore recents;
  private MessageBuffer waiting;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  EnrichAtGroup(TopologyContext topologyContext, String progressStore) {
    this.topologyContext = topologyContext;
    this.progressStore = progressStore;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    foldProgress = new FoldProgress(context.getStateStore(progressStore));
    profiles = new ProfileStore(context.getStateStore(StateStores.PROFILES));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
    waiting =
        new MessageBuffer(
            context,
            topologyContext,
            foldProgress,
            Topics.MESSAGE_CHECKS.name(),
            'w',
            this::proceed);
  }

  @Override
  public void process(Record<byte[], PendingMessage> record) {
    var pendingMessage = record.value();
    if (foldProgress.isCatchingUp(Topics.MESSAGE_CHECKS.name()) && !pendingMessage.isAtGroup()) {
      arrive(pendingMessage);
    }
    waiting.take(context.recordMetadata().orElseThrow().offset(), pendingMessage);
  }

  private void proceed(PendingMessage pendingMessage) {
    if (pendingMessage.isAtGroup()) {
      var recipient = pendingMessage.incoming().sent().recipient();
      var passed = pendingMessage.on(recipient, passGroup(pendingMessage));
      forward(recipient, ClearanceCodec.write(passed), EnrichMessages.CHECKS_OUT);
    } else {
      var arrived = arrive(pendingMessage);
      forward(arrived.stop(), ClearanceCodec.enriched(arrived), EnrichMessages.ENRICHED_OUT);
    }
  }

  private MessageClearance passGroup(PendingMessage pendingMessage) {
    var group = pendingMessage.stop();
    var sent = pendingMessage.incoming().sent();
    return pendingMessage
        .clearance()
        .over(
            group,
            sent.recipient(),
            profiles.get(group),
            half(group, sent.sender()),
            half(group, sent.recipient()));
  }

  private PendingMessage arrive(PendingMessage pendingMessage) {
    var recipient = pendingMessage.stop();
    var sent = pendingMessage.incoming().sent();
    var decided =
        pendingMessage
            .clearance()
            .to(
                recipient,
                settings.get(recipient),
                relations.get(recipient, sent.sender()),
                sent.over().map(group -> half(recipient, group)).orElse(HalfEdge.NONE));
    if (decided.refused().isEmpty() && !recipient.isGroup() && !sent.isToOneself()) {
      recents.note(recipient, sent.over().orElse(sent.sender()), pendingMessage.at());
    }
    return pendingMessage.on(recipient, decided);
  }

  private HalfEdge half(Address owner, Address peer) {
    return relations.get(owner, peer).own();
  }

  private void forward(Address to, SpecificRecord value, String child) {
    context.forward(
        new Record<>(to.text().getBytes(UTF_8), value, context.currentSystemTimeMs()), child);
  }
}
