package dev.kith.notifier.live.partition;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.replica.Lane;
import dev.kith.domain.replica.LaneClient;
import dev.kith.domain.replica.LaneClients;
import dev.kith.domain.replica.Mutation;
import dev.kith.domain.replica.Screen;
import dev.kith.notifier.live.Origin;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.wire.UpdateEncoder;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Delivery partition of a schedule with a live partition for all its clients. */
final class LiveLane implements LaneClients, StoreReads {

  private static final UpdateEncoder ENCODER = new UpdateEncoder(new ObjectMapper());
  private static final String TOPIC = "AbCdEfGh";
  private static final int RECORD_BYTES = 100;

  private final Lane lane;
  private final LiveContext context;
  private @Nullable LivePartition partition;
  private Lane.@Nullable Entry taken;

  LiveLane(Lane lane, Mutation mutation) {
    this.lane = lane;
    this.context =
        new LiveContext(0, TOPIC, ENCODER, new BrokenRules(mutation), InstantSource.system());
  }

  @Override
  public LaneClient open(Screen screen, Random random) {
    var client = new LiveClient(screen, this, random, lane);
    client.start();
    return client;
  }

  /** The first page was read: the session joins, and the partition begins if it is the first. */
  void joined(LiveClient client, ReplicaPage page) {
    if (partition == null) {
      partition = new LivePartition(context, page.start() + 1, Long.MAX_VALUE, this);
    }
    var opening = partition.join(client);
    take(opening, page);
  }

  private void take(Opening opening, ReplicaPage page) {
    if (partition != null) {
      partition.take(opening, page);
      partition.settle();
    }
  }

  @Override
  public void page(Opening opening, Address viewer, Address after) {
    client(opening).reads().page(Optional.of(after), page -> take(opening, page));
  }

  @Override
  public void some(Opening opening, Address viewer, Collection<Address> subjects) {
    client(opening).reads().some(subjects, page -> take(opening, page));
  }

  private static LiveClient client(Opening opening) {
    return (LiveClient) opening.participant().session();
  }

  void request(LiveClient client, int count) {
    if (partition != null) {
      partition.request(client, count);
    }
  }

  void leave(LiveClient client) {
    if (partition != null) {
      partition.leave(client);
      if (partition.isEmpty()) {
        partition = null;
      }
    }
  }

  /** Takes the next record, or the end of the partition. */
  void next(Random random) {
    if (partition == null) {
      return;
    }
    if (partition.needsEnd() && random.nextBoolean()) {
      partition.end(lane.size());
    } else if (partition.position() < lane.size()) {
      var offset = (int) partition.position();
      var entry = lane.entry(offset);
      taken = entry;
      partition.take(
          new TailRecord(
              entry.subject(), entry.record(), new Origin(offset, 0, null), RECORD_BYTES));
      taken = null;
    }
    if (random.nextBoolean()) {
      partition.settle();
    }
  }

  /** Whether everything was taken, and every read of what was found was requested. */
  boolean isAtEnd() {
    if (partition == null) {
      return true;
    }
    partition.settle();
    return partition.position() == lane.size() && !partition.needsEnd();
  }

  /** The record that is being taken. */
  Optional<Lane.Entry> taken() {
    return Optional.ofNullable(taken);
  }
}
