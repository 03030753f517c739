package dev.kith.notifier.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.notifier.addressbook.SyncUpdate;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tail of {@code kith.syncs} that offers sync progress to the owners' sessions. It reads committed
 * records only, so that a sync does not go back from done to running.
 */
@ApplicationScoped
public class SyncTail {

  private final LiveTail<SyncUpdate> tail;

  SyncTail(KithConfig kith, WireFormat wire, TopicEnds ends) {
    this.tail =
        new LiveTail<>(
            Topics.SYNCS.name(),
            new KafkaClientConfig(kith).reader("read_committed"),
            ends,
            new Syncs(wire));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    tail.stop();
  }

  /** Joins a session. It is notified once it has joined, and receives every record from then on. */
  public void join(TailListener session) {
    tail.join(session);
  }

  public void leave(TailListener session) {
    tail.leave(session);
  }

  private record Syncs(WireFormat wire) implements LiveTail.RecordHandler<SyncUpdate> {

    @Override
    public String subscriber(byte[] key) {
      return new String(key, UTF_8);
    }

    @Override
    public SyncUpdate read(byte[] value) {
      return SyncUpdate.read(wire.read(Topics.SYNCS, value));
    }

    @Override
    public void offer(TailListener session, SyncUpdate sync) {
      session.offer(sync);
    }

    @Override
    public void joined(TailListener session) {
      session.listensToSyncs();
    }
  }
}
