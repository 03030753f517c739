package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.Passage;
import dev.kith.domain.Position;
import dev.kith.domain.View;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.Sent;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * In the senders' partition: what the sender's rules say of a message and what the recipient may
 * see of the sender, sent on to the group's partition or the recipient's.
 *
 * <p>Whom the sender wrote to is remembered whether it may pass or not: else whoever is blocked
 * could see it by that.
 */
final class EnrichAtSender implements Processor<byte[], Written, byte[], SpecificRecord> {

  private final String progressStore;
  private ProcessorContext<byte[], SpecificRecord> context;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private RecentsStore recents;
  private MessagesWaiting waiting;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  EnrichAtSender(String progressStore) {
    this.progressStore = progressStore;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    profiles = new ProfileStore(context.getStateStore(FanOut.PROFILES));
    relations = new RelationStore(context.getStateStore(FanOut.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
    waiting =
        new MessagesWaiting(
            context,
            new Progress(context.getStateStore(progressStore)),
            Topics.MESSAGES.name(),
            's',
            this::send);
  }

  @Override
  public void process(Record<byte[], Written> record) {
    var sent = record.value().sent();
    var at = Instant.ofEpochMilli(record.timestamp());
    if (!sent.isToOneself()) {
      recents.note(sent.sender(), sent.peer(), at);
    }
    var offset = context.recordMetadata().orElseThrow().offset();
    waiting.take(offset, undecided(record.value(), at));
  }

  /** As it is kept while it waits. */
  private static Checked undecided(Written written, Instant at) {
    var nothing =
        new Passage(
            Position.NONE,
            new MessageEnd(false, false, false),
            View.nothing(written.sent().sender()),
            Optional.empty(),
            Optional.empty());
    return new Checked(next(written.sent()), written, at, nothing);
  }

  private static Address next(Sent sent) {
    return sent.over().orElse(sent.recipient());
  }

  private void send(Checked undecided) {
    var checked = undecided.on(undecided.stop(), decide(undecided.written().sent()));
    context.forward(
        new Record<>(
            checked.stop().text().getBytes(UTF_8),
            PassageCodec.write(checked),
            context.currentSystemTimeMs()));
  }

  private Passage decide(Sent sent) {
    var sender = sent.sender();
    return Passage.from(
        sender,
        sent.recipient(),
        profiles.get(sender),
        settings.get(sender),
        half(sender, sent.recipient()),
        sent.over().map(group -> half(sender, group)).orElse(HalfEdge.NONE));
  }

  private HalfEdge half(Address owner, Address peer) {
    return relations.get(owner, peer).own();
  }
}
