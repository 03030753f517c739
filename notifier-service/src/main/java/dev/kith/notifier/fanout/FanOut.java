package dev.kith.notifier.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.stores.Change;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.kit.topology.MirrorRecord;
import dev.kith.kit.topology.OnDemandPunctuator;
import dev.kith.kit.topology.Reissue;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Processor that folds the subject's profile and both half-edges, and writes an update for each
 * subscriber whose view changes.
 */
public final class FanOut implements Processor<byte[], Object, byte[], SpecificRecord> {

  /** Store of the times at which subjects appeared. */
  public static final String APPEARANCES = AppearanceStore.NAME;

  public static final String PROFILES = "profiles";
  public static final String RELATIONS = "relations";

  /** Short: the thread looks at the clock once between polls. */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(1);

  private final String progressStore;
  private final SourceEnds ends;
  private final Slice.Limits limits;
  private ProcessorContext<byte[], SpecificRecord> context;
  private FoldProgress foldProgress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private AppearanceStore appearances;
  private Walks walks;
  private FanOutScheduler fanOutScheduler;
  private OnDemandPunctuator nextSlice;
  private ReplayBoundary replayBoundary;
  private Header term;
  private long at = EventTime.NONE;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  public FanOut(String progressStore, SourceEnds ends, Slice.Limits limits) {
    this.progressStore = progressStore;
    this.ends = ends;
    this.limits = limits;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    KeyValueStore<String, String> progressOfTask = context.getStateStore(progressStore);
    foldProgress = new FoldProgress(progressOfTask);
    KeyValueStore<Bytes, byte[]> profileStore = context.getStateStore(PROFILES);
    KeyValueStore<Bytes, byte[]> relationStore = context.getStateStore(RELATIONS);
    profiles = new ProfileStore(profileStore);
    relations = new RelationStore(relationStore);
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    appearances = new AppearanceStore(context.getStateStore(AppearanceStore.NAME));
    var partition = context.taskId().partition();
    replayBoundary = ReplayBoundary.of(ends, partition);
    term = Term.begin(progressOfTask, partition, context.currentSystemTimeMs()).header();
    walks =
        new Walks(
            new WalkStore(context.getStateStore(WalkStore.NAME)),
            profiles,
            relations,
            replayBoundary::hasEvent,
            this::tell);
    fanOutScheduler = new FanOutScheduler(walks, limits);
    nextSlice = new OnDemandPunctuator(context, BETWEEN_SLICES, this::walkOn);
    nextSlice.set();
    Reissue.schedule(
        context,
        foldProgress,
        List.of(
            new Reissue.Part(profileStore, this::reissueToSelf),
            new Reissue.Part(relationStore, this::reissueToPeer)));
  }

  @Override
  public void process(Record<byte[], Object> record) {
    at = record.timestamp();
    switch (record.value()) {
      case JournalRecord journalRecord -> {
        switch (journalRecord.event()) {
          case ProfileEvent event -> profileChanged(journalRecord, event);
          case RelationEvent event -> relationsChanged(journalRecord, event);
          case SettingsChanged event ->
              settings.apply(journalRecord.owner(), journalRecord.at(), event);
        }
      }
      case MirrorRecord mirrorRecord -> mirrored(mirrorRecord);
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
    at = EventTime.NONE;
    if (walkOn()) {
      nextSlice.set();
    }
  }

  /** Whether there is more to walk. */
  private boolean walkOn() {
    return foldProgress.isSilent() || fanOutScheduler.goOn();
  }

  private void profileChanged(JournalRecord journalRecord, ProfileEvent event) {
    var subject = journalRecord.owner();
    var change = profiles.apply(subject, journalRecord.at(), event);
    if (!change.before().isPresent() && change.after().isPresent()) {
      appearances.appeared(subject, Instant.ofEpochMilli(at));
    }
    if (change.refusal().isPresent() || foldProgress.isSilent()) {
      return;
    }
    Entry.between(
            new Entry(subject, subject, change.before(), Relation.NONE),
            new Entry(subject, subject, change.after(), Relation.NONE))
        .ifPresent(this::issue);
    fanOutScheduler.begin(slice -> walks.changed(subject, change, slice));
  }

  private void tell(
      Address subscriber, Address subject, Walks.Known known, Profile now, Relation relation) {
    Entry.between(
            new Entry(subscriber, subject, known.told(), relation),
            known.perhaps(),
            new Entry(subscriber, subject, now, relation))
        .ifPresent(this::issue);
  }

  private void relationsChanged(JournalRecord journalRecord, RelationEvent event) {
    relations.apply(
        journalRecord.owner(),
        journalRecord.at(),
        event,
        (peer, change) -> tell(peer, journalRecord.owner(), change, false));
  }

  private void mirrored(MirrorRecord mirrorRecord) {
    var change = relations.mirror(mirrorRecord.owner(), mirrorRecord.peer(), mirrorRecord.mirror());
    var isTold =
        tell(
            mirrorRecord.peer(),
            mirrorRecord.owner(),
            change,
            followedBefore(mirrorRecord, change));
    if (!isTold && mayHaveBeenShown(change)) {
      takeBack(mirrorRecord.peer(), mirrorRecord.owner(), change.after());
    }
  }

  /**
   * Whether the mirror makes its writer a subscriber, with an event that was appended before the
   * one by which the subject appeared: the mirror was only slower.
   */
  private boolean followedBefore(MirrorRecord mirrorRecord, Change<Relation> change) {
    return !Entry.mayFollow(change.before())
        && Entry.mayFollow(change.after())
        && mirrorRecord
            .changedAt()
            .filter(time -> appearances.isAfter(mirrorRecord.owner(), time))
            .isPresent();
  }

  /**
   * Sends a subscriber the difference that a change of the relation makes.
   *
   * @param isJoin whether an entry that becomes visible is {@code joined}
   */
  private boolean tell(
      Address subscriber, Address subject, Change<Relation> change, boolean isJoin) {
    var isNobodysNews = !Entry.mayFollow(change.before()) && !Entry.mayFollow(change.after());
    if (isNobodysNews || foldProgress.isSilent()) {
      return false;
    }
    var now = profiles.get(subject);
    var known = walks.known(subject, subscriber, now);
    var update =
        Entry.between(
            new Entry(subscriber, subject, known.told(), change.before()),
            known.perhaps(),
            new Entry(subscriber, subject, now, change.after()));
    update
        .map(it -> isJoin && it.kind() == Update.Kind.CHANGED ? it.as(Update.Kind.JOINED) : it)
        .ifPresent(this::issue);
    walks.wasTold(subject, subscriber, now);
    return update.isPresent();
  }

  /**
   * A task before this one may have folded the mirror between other events of the subject, and
   * shown what this history never shows.
   */
  private boolean mayHaveBeenShown(Change<Relation> change) {
    var mirrorOffset = context.recordMetadata().orElseThrow().offset();
    return !foldProgress.isSilent()
        && replayBoundary.hasMirror(mirrorOffset)
        && !change.after().mirror().followsAs(change.before().mirror());
  }

  private void takeBack(Address subscriber, Address subject, Relation relation) {
    var entry = new Entry(subscriber, subject, profiles.get(subject), relation);
    if (entry.view().isNothing()) {
      issue(entry.asItStands());
    }
  }

  private void issue(Update update) {
    context.forward(
        new Record<>(
            Keys.join(update.subscriber().text(), update.subject().text()),
            UpdateCodec.write(update),
            context.currentSystemTimeMs(),
            headers()));
  }

  private RecordHeaders headers() {
    return new RecordHeaders(
        at == EventTime.NONE ? new Header[] {term} : new Header[] {term, EventTime.header(at)});
  }

  private void reissueToSelf(Bytes key, byte[] value) {
    var subject = new Address(new String(key.get(), UTF_8));
    new Entry(subject, subject, ProfileStore.read(value), Relation.NONE)
        .present()
        .ifPresent(this::issue);
  }

  private void reissueToPeer(Bytes key, byte[] value) {
    var subject = new Address(Keys.first(key.get()));
    var subscriber = new Address(Keys.second(key.get()));
    var now = profiles.get(subject);
    new Entry(subscriber, subject, now, RelationStore.read(value))
        .present()
        .ifPresent(update -> {
          issue(update);
          walks.wasTold(subject, subscriber, now);
        });
  }
}
