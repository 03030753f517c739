package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.sync.JournalWriter;
import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.streams.TopologyRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Fake journal that collects the events which tasks append; a test decides when they are folded.
 */
public final class Decided implements JournalWriter {

  private final List<Appended> waiting = new ArrayList<>();
  private long next;

  public record Appended(Address owner, String id, JournalEvent event, String actor) {}

  @Override
  public Position append(Address owner, String id, JournalEvent event, String actor) {
    waiting.add(new Appended(owner, id, event, actor));
    return new Position(0, next++);
  }

  /** Appended events that are not folded yet. */
  public List<Appended> waiting() {
    return List.copyOf(waiting);
  }

  public void foldAll(TopologyRun run) {
    waiting.forEach(one -> run.journal(one.owner().text(), one.event(), one.id()));
    waiting.clear();
  }

  /** Another writer's event takes the next offset of the journal. */
  public void journal(TopologyRun run, String owner, JournalEvent event) {
    foldAll(run);
    run.journal(owner, event);
    next++;
  }
}
