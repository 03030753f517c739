package dev.kith.contactgraph.rest.sync;

import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import java.util.ArrayList;
import java.util.List;

/** Splitter of a sync into chunks of the maximum size of one journal event. */
final class SyncChunks {

  private static final int MAX_PEERS = 500;

  private SyncChunks() {}

  /** Returns at least one chunk: an empty list has one empty chunk. */
  static List<Chunk> of(String syncId, SyncInput input, String actor) {
    var list = input.list();
    var peers = list.peers();
    var count = Math.max(1, (peers.size() + MAX_PEERS - 1) / MAX_PEERS);
    var chunks = new ArrayList<Chunk>();
    for (var number = 0; number < count; number++) {
      var end = Math.min(peers.size(), (number + 1) * MAX_PEERS);
      chunks.add(
          new Chunk(
              syncId,
              number,
              count,
              peers.subList(number * MAX_PEERS, end),
              input.options(),
              input.now(),
              actor,
              peers.size(),
              number == 0 ? list.refused() : List.of(),
              list.refusedTotal(),
              false));
    }
    return chunks;
  }
}
