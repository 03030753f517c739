package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.sync.JournalWriter;
import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.streams.TopologyRun;
import java.util.ArrayList;
import java.util.List;

/** Takes what tasks append to the journal; it is folded when a test says so. */
public final class Decided implements JournalWriter {

  private final List<Appended> waiting = new ArrayList<>();
  private long next;

  public record Appended(Address owner, String id, JournalEvent event, String actor) {}

  @Override
  public Position append(Address owner, String id, JournalEvent event, String actor) {
    waiting.add(new Appended(owner, id, event, actor));
    return new Position(0, next++);
  }

  /** What was appended and is not folded. */
  public List<Appended> waiting() {
    return List.copyOf(waiting);
  }

  public void foldAll(TopologyRun run) {
    waiting.forEach(one -> run.journal(one.owner().text(), one.event(), one.id()));
    waiting.clear();
  }

  /** An event of somebody else takes the next place in the journal. */
  public void journal(TopologyRun run, String owner, JournalEvent event) {
    foldAll(run);
    run.journal(owner, event);
    next++;
  }
}
