package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.kit.codec.PresenceCodec;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.profile.cache.ProfileCache;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Processor that stores the latest presence of each user from {@code kith.presence}. */
final class FoldPresence implements TaskProcessor.Work<byte[], FoldPresence.Told> {

  private final PresenceStore presences;
  private final ProfileCache cache;
  private final int partition;

  /** A record of {@code kith.presence}. */
  record Told(Address address, Presence presence) {
    static Told read(byte[] key, Headers headers, SpecificRecord value, Position at) {
      return new Told(
          new Address(new String(key, UTF_8)), PresenceCodec.read((dev.kith.avro.Presence) value));
    }
  }

  FoldPresence(ProcessorContext<Void, Void> context, ProfileCache cache) {
    presences = new PresenceStore(context.getStateStore(PresenceStore.NAME));
    this.cache = cache;
    partition = context.taskId().partition();
  }

  @Override
  public void process(Record<byte[], Told> record) {
    var address = record.value().address();
    presences.put(address, record.value().presence());
    cache.part(partition).ifPresent(part -> part.changed(address));
  }
}
