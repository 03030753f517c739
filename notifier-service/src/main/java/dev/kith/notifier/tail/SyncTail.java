package dev.kith.notifier.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
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
public class SyncTail implements SyncSource {

  private final LiveTail<SyncListener, SyncUpdate> tail;

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

  @Override
  public void join(SyncListener session) {
    tail.join(session);
  }

  @Override
  public void leave(SyncListener session) {
    tail.leave(session);
  }

  private record Syncs(WireFormat wire)
      implements LiveTail.RecordHandler<SyncListener, SyncUpdate> {

    @Override
    public String subscriber(byte[] key) {
      return new String(key, UTF_8);
    }

    @Override
    public SyncUpdate read(byte[] value) {
      return SyncUpdate.read(wire.read(Topics.SYNCS, value));
    }

    @Override
    public void offer(SyncListener session, SyncUpdate sync) {
      session.offer(sync);
    }

    @Override
    public void joined(SyncListener session) {
      session.listensToSyncs();
    }
  }
}
