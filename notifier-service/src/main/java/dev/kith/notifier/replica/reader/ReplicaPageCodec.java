package dev.kith.notifier.replica.reader;

import dev.kith.avro.HeldReplica;
import dev.kith.domain.Address;
import dev.kith.domain.replica.PlaceState;
import dev.kith.notifier.replica.PlaceStateCodec;
import dev.kith.notifier.replica.SubjectStateCodec;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Codec of pages between nodes. */
final class ReplicaPageCodec {

  private static final StateFormat<dev.kith.avro.ReplicaPage> FORMAT =
      new StateFormat<>(dev.kith.avro.ReplicaPage.class);
  private static final ByteBuffer NO_PLACE = ByteBuffer.allocate(0);

  private ReplicaPageCodec() {}

  static byte[] write(ReplicaPage page) {
    return FORMAT.write(
        new dev.kith.avro.ReplicaPage(
            page.start(),
            page.end(),
            page.oldestCursor(),
            page.held().stream().map(ReplicaPageCodec::write).toList(),
            page.next().map(Address::text).orElse(null)));
  }

  private static HeldReplica write(Held held) {
    return new HeldReplica(
        held.subject().text(),
        ByteBuffer.wrap(SubjectStateCodec.write(held.subjectState())),
        held.place().equals(PlaceState.NONE)
            ? NO_PLACE.duplicate()
            : ByteBuffer.wrap(PlaceStateCodec.write(held.place())));
  }

  static ReplicaPage read(byte[] bytes) {
    var page = FORMAT.read(bytes);
    return new ReplicaPage(
        page.getStart(),
        page.getEnd(),
        page.getOldestCursor(),
        page.getHeld().stream().map(ReplicaPageCodec::read).toList(),
        Optional.ofNullable(page.getNext()).map(Address::new));
  }

  private static Held read(HeldReplica held) {
    var place = held.getPlace();
    return new Held(
        new Address(held.getSubject()),
        SubjectStateCodec.read(bytes(held.getState())),
        place.hasRemaining() ? PlaceStateCodec.read(bytes(place)) : PlaceState.NONE);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
