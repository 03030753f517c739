package dev.kith.kit.codec;

import dev.kith.avro.ContactMirror;
import dev.kith.avro.MirrorGroup;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Limits;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Codec of mirrors: half-edges of one owner by peer, as one record for the peers' partition. */
public final class MirrorCodec {

  private MirrorCodec() {}

  /**
   * Key of a record of mirrors. A record of one peer supersedes the earlier ones of the same
   * half-edge. A record of several has a key of its own, so that compaction keeps it: no other
   * record has the same first peer and the same event.
   */
  public static byte[] key(Address owner, SortedMap<Address, HalfEdge> halves) {
    var peer = halves.firstKey().text();
    return halves.size() == 1
        ? Keys.join(peer, owner.text())
        : Keys.join(peer, owner.text(), halves.firstEntry().getValue().position().toString());
  }

  /**
   * Mirrors of the owner's half-edges; equal ones are written once.
   *
   * @param changedAt when the event was appended that changed them; empty if that is unknown
   */
  public static ContactMirror write(
      Address owner, SortedMap<Address, HalfEdge> halves, Optional<Instant> changedAt) {
    var peers = new LinkedHashMap<HalfEdge, List<String>>();
    halves.forEach(
        (peer, half) -> peers.computeIfAbsent(half, _ -> new ArrayList<>()).add(peer.text()));
    var groups = new ArrayList<MirrorGroup>();
    peers.forEach((half, texts) -> groups.add(new MirrorGroup(HalfEdgeCodec.write(half), texts)));
    return new ContactMirror(owner.text(), changedAt.orElse(null), groups);
  }

  /**
   * The owner's half-edges, by peer.
   *
   * @throws IllegalArgumentException if no writer of Kith has written the record
   */
  public static SortedMap<Address, HalfEdge> read(ContactMirror mirror) {
    var halves = new TreeMap<Address, HalfEdge>();
    for (var group : mirror.getGroups()) {
      var half = HalfEdgeCodec.read(group.getHalfEdge());
      for (var peer : group.getPeers()) {
        if (halves.put(new Address(peer), half) != null) {
          throw new IllegalArgumentException("A peer is in the record twice");
        }
      }
    }
    if (halves.isEmpty() || halves.size() > Limits.PEERS) {
      throw new IllegalArgumentException("The record has " + halves.size() + " peers");
    }
    return halves;
  }
}
