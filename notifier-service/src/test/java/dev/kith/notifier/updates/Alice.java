package dev.kith.notifier.updates;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Entry;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.View;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.Pair;
import dev.kith.domain.replica.SubjectFanOut;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Subject's task of one subject, as a model that knows every view at once. */
final class Alice {

  static final Address ALICE = new Address("alice");

  private final WriterRun run;
  private final Map<Address, Pair> pairs = new HashMap<>();
  private Content content = Content.NONE;
  private SubjectFanOut fanOut = SubjectFanOut.NONE;
  private long events;

  Alice(WriterRun run) {
    this.run = run;
  }

  /** An event of the profile or the rules. */
  void changes(ProfileEvent event) {
    var at = new Position(0, ++events);
    content = content.after(content.profile().apply(at, event).state(), time());
    write(fanOut.contentChanged(Optional.of(0), content));
  }

  /** An event of a relation. */
  void changes(RelationEvent event) {
    var at = new Position(0, ++events);
    var changed = new TreeMap<Address, Pair>();
    for (var peer : event.peers()) {
      var before = pairs.getOrDefault(peer, Pair.NONE);
      var after = before.owner().edge().apply(at, event).state();
      if (!after.equals(before.owner().edge())) {
        changed.put(peer, before.withOwner(after, time()));
      }
    }
    pairs.putAll(changed);
    write(fanOut.ownerHalvesChanged(at.offset(), changed, content, _ -> 0));
  }

  /** A mirror: what a user holds about the subject. */
  void isMirrored(String user, Choice subscribed, boolean blocked) {
    var half =
        new HalfEdge(
            new Position(1, ++events), false, subscribed, false, blocked, false, new TreeSet<>());
    var peer = new Address(user);
    var pair = pairs.getOrDefault(peer, Pair.NONE).withFollower(half, time());
    pairs.put(peer, pair);
    write(fanOut.followerHalfChanged(peer, pair, content, 0));
  }

  void isFollowedBy(String user) {
    isMirrored(user, Choice.YES, false);
  }

  private void write(SubjectFanOut.Step step) {
    fanOut = step.after();
    step.records().values().forEach(record -> run.fold(ALICE, record));
  }

  /** View of a user as it is now. */
  View view(Address user) {
    var relation = pairs.getOrDefault(user, Pair.NONE).relation();
    return new Entry(user, ALICE, content.profile(), relation).view();
  }

  private Instant time() {
    return Instant.ofEpochMilli(events);
  }
}
