package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Screen of a client in a schedule: what it shows, and every frame that it received. */
final class Screen {

  final Address viewer;
  final Map<Address, Fields> shown = new HashMap<>();
  final List<Frame> frames = new ArrayList<>();

  /** Offset of the last record that the client's session has processed; a resume begins there. */
  int cursor = -1;

  record Frame(Address subject, Missed kind, Fields fields) {}

  Screen(Address viewer) {
    this.viewer = viewer;
  }

  void receive(Address subject, Missed kind, Fields fields) {
    frames.add(new Frame(subject, kind, fields));
    if (fields.isEmpty()) {
      shown.remove(subject);
    } else {
      shown.put(subject, fields);
    }
  }

  Fields of(Address subject) {
    return shown.getOrDefault(subject, Fields.EMPTY);
  }
}
