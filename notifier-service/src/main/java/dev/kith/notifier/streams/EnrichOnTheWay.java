package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Passage;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * In the group's partition: what the group's rules say of a message, and what the recipient may see
 * of the group. In the recipient's: what theirs say; then it is enriched. Who heard from whom is
 * remembered only if it may pass.
 */
final class EnrichOnTheWay implements Processor<byte[], Checked, byte[], SpecificRecord> {

  private final String progressStore;
  private ProcessorContext<byte[], SpecificRecord> context;
  private Progress progress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private RecentsStore recents;
  private MessagesWaiting waiting;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  EnrichOnTheWay(String progressStore) {
    this.progressStore = progressStore;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    progress = new Progress(context.getStateStore(progressStore));
    profiles = new ProfileStore(context.getStateStore(FanOut.PROFILES));
    relations = new RelationStore(context.getStateStore(FanOut.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
    waiting = new MessagesWaiting(context, progress, Topics.MESSAGE_CHECKS.name(), 'w', this::goOn);
  }

  @Override
  public void process(Record<byte[], Checked> record) {
    var checked = record.value();
    if (progress.isCatchingUp(Topics.MESSAGE_CHECKS.name()) && !checked.isAtGroup()) {
      arrive(checked);
    }
    waiting.take(context.recordMetadata().orElseThrow().offset(), checked);
  }

  private void goOn(Checked checked) {
    if (checked.isAtGroup()) {
      var recipient = checked.written().sent().recipient();
      var passed = checked.on(recipient, passGroup(checked));
      forward(recipient, PassageCodec.write(passed), EnrichMessages.CHECKS_OUT);
    } else {
      var arrived = arrive(checked);
      forward(arrived.stop(), PassageCodec.enriched(arrived), EnrichMessages.ENRICHED_OUT);
    }
  }

  private Passage passGroup(Checked checked) {
    var group = checked.stop();
    var sent = checked.written().sent();
    return checked
        .passage()
        .over(
            group,
            sent.recipient(),
            profiles.get(group),
            half(group, sent.sender()),
            half(group, sent.recipient()));
  }

  private Checked arrive(Checked checked) {
    var recipient = checked.stop();
    var sent = checked.written().sent();
    var decided =
        checked
            .passage()
            .to(
                recipient,
                settings.get(recipient),
                relations.get(recipient, sent.sender()),
                sent.over().map(group -> half(recipient, group)).orElse(HalfEdge.NONE));
    if (decided.refused().isEmpty() && !recipient.isGroup() && !sent.isToOneself()) {
      recents.note(recipient, sent.over().orElse(sent.sender()), checked.at());
    }
    return checked.on(recipient, decided);
  }

  private HalfEdge half(Address owner, Address peer) {
    return relations.get(owner, peer).own();
  }

  private void forward(Address to, SpecificRecord value, String child) {
    context.forward(
        new Record<>(to.text().getBytes(UTF_8), value, context.currentSystemTimeMs()), child);
  }
}
