package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.avro.UpdateKind;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Update;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.RegistryUnavailable;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnavailableRegistry;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateReaderTest {

  private static final Address ALICE = new Address("alice");
  private static final Version VERSION = new Version(new Position(1, 5), new Position(2, 7));
  private static final Update UPDATE =
      new Update(new Address("bob"), ALICE, Update.Kind.REMOVED, View.nothing(ALICE), VERSION);

  private final RegistryInMemory registry = new RegistryInMemory();
  private final WireFormat wire = new WireFormat(registry);
  private final UpdateReader reader = new UpdateReader(wire);

  @Test
  void what_cannot_be_read_is_skipped_and_all_others_keep_their_offsets() {
    var whole = wire.write(Topics.UPDATES, UpdateCodec.write(UPDATE));

    var read =
        reader.read(
            List.of(
                record(0, whole),
                record(1, new byte[0]),
                record(2, "{}".getBytes(UTF_8)),
                record(3, Arrays.copyOf(whole, whole.length - 1)),
                record(4, ofType("dev.kith.avro.UpdateTeleported")),
                record(5, ofType("com.example.Foreign")),
                record(6, ofNoAddress()),
                record(7, null),
                record(8, whole)));

    assertThat(read).containsExactly(new StoredUpdate(0, UPDATE), new StoredUpdate(8, UPDATE));
  }

  @Test
  void a_registry_that_does_not_answer_is_a_failure_not_a_reason_to_skip() {
    var records = List.of(record(0, wire.write(Topics.UPDATES, UpdateCodec.write(UPDATE))));
    var cut = new UpdateReader(new WireFormat(new UnavailableRegistry()));

    assertThatThrownBy(() -> cut.read(records)).isInstanceOf(RegistryUnavailable.class);
  }

  @SuppressWarnings("NullAway") // Kafka's records may have no value
  private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value) {
    return new ConsumerRecord<>(Topics.UPDATES.name(), 2, offset, "bob".getBytes(UTF_8), value);
  }

  /** Value of an empty record type that this version does not have. */
  private byte[] ofType(String name) {
    var id = registry.register(name, Schema.createRecord(name, null, null, false, List.of()));
    return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id).array();
  }

  private byte[] ofNoAddress() {
    return wire.write(
        Topics.UPDATES,
        new dev.kith.avro.Update(
            "bob",
            "no address",
            UpdateKind.REMOVED,
            null,
            PositionCodec.write(VERSION.subject()),
            PositionCodec.write(VERSION.subscriber())));
  }
}
