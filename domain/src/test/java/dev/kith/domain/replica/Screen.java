package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Screen of a client in a schedule: what it shows, and every frame that it received. */
public final class Screen {

  public final Address viewer;
  public final Map<Address, Fields> shown = new HashMap<>();
  public final List<Frame> frames = new ArrayList<>();

  /** Offset of the last record that the client's session has processed; a resume begins there. */
  public int cursor = -1;

  /** Frame that was received. */
  public record Frame(Address subject, Missed kind, Fields fields) {}

  Screen(Address viewer) {
    this.viewer = viewer;
  }

  /** Shows what a frame says. */
  public void receive(Address subject, Missed kind, Fields fields) {
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
