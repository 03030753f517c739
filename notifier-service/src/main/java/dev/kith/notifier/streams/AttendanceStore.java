package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.AttendanceState;
import dev.kith.domain.Address;
import dev.kith.domain.Attendance;
import dev.kith.domain.Presence;
import dev.kith.schemas.StateFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Who of a task's users is where: address to {@link AttendanceState}. */
public final class AttendanceStore {

  public static final String NAME = "attendances";

  private static final StateFormat<AttendanceState> FORMAT =
      new StateFormat<>(AttendanceState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  AttendanceStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** As it was told last; {@link Presence#NONE} of whom never had a session. */
  public static Presence presence(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address address) {
    return read(store, address).presence();
  }

  Attendance get(Address address) {
    return read(store, address);
  }

  void put(Address address, Attendance attendance) {
    var presence = attendance.presence();
    store.put(
        key(address),
        FORMAT.write(
            new AttendanceState(
                List.copyOf(attendance.nodes()),
                presence.online(),
                presence.lastSeen(),
                attendance.leaves().orElse(null))));
  }

  private static Attendance read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address address) {
    var value = store.get(key(address));
    if (value == null) {
      return Attendance.NONE;
    }
    var state = FORMAT.read(value);
    return new Attendance(
        new TreeSet<>(state.getNodes()),
        new Presence(state.getOnline(), state.getLastSeen()),
        Optional.ofNullable(state.getLeaves()));
  }

  private static Bytes key(Address address) {
    return Bytes.wrap(address.text().getBytes(UTF_8));
  }
}
