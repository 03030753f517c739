package dev.kith.domain;

import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Half-edge: what an owner stores about one peer, as folded from the owner's events.
 *
 * @param subscribed whether the owner wants updates about the peer
 * @param announced whether the owner wants the peer to get updates about the owner
 */
public record HalfEdge(
    Position position,
    boolean contact,
    Choice subscribed,
    boolean announced,
    boolean blocked,
    boolean paired,
    SortedSet<String> labels) {

  /** Initial state: no event of the owner about this peer. */
  public static final HalfEdge NONE =
      new HalfEdge(Position.NONE, false, Choice.UNSET, false, false, false, new TreeSet<>());

  public HalfEdge {
    // most half-edges have no labels, and very many half-edges are read
    labels =
        labels.isEmpty()
            ? Collections.emptySortedSet()
            : Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }

  /** Whether the owner stores nothing about the peer, or nothing any more. */
  public boolean isEmpty() {
    return !contact
        && subscribed != Choice.YES
        && !announced
        && !blocked
        && !paired
        && labels.isEmpty();
  }

  /** Whether it has the same state as {@code other} about following the peer. */
  public boolean followsAs(HalfEdge other) {
    return subscribed == other.subscribed && blocked == other.blocked;
  }

  /** Total and pure. The caller ensures that the event is about this peer. */
  public Fold<HalfEdge> apply(Position at, RelationEvent event) {
    return Fold.check(event, position, !isEmpty())
        .map(refusal -> Fold.refused(this, refusal))
        .orElseGet(() -> Fold.changed(changed(at, event)));
  }

  /** Whether the event would change more than the position. */
  public boolean isChangedBy(RelationEvent event) {
    return !apply(position, event).state().equals(this);
  }

  private HalfEdge changed(Position at, RelationEvent event) {
    return switch (event) {
      case ContactChanged changed ->
          new HalfEdge(
              at,
              changed.contact().orElse(contact),
              changed.subscribed().map(Choice::of).orElse(subscribed),
              changed.announced().orElse(announced),
              blocked,
              paired,
              changed.labels().<SortedSet<String>>map(TreeSet::new).orElse(labels));
      case ContactsSynced synced -> synced(at, synced);
      case ContactBlocked ignored ->
          new HalfEdge(at, contact, subscribed, announced, true, paired, labels);
      case ContactUnblocked ignored ->
          new HalfEdge(at, contact, subscribed, announced, false, paired, labels);
      case ContactPaired ignored ->
          new HalfEdge(at, contact, subscribed, announced, blocked, true, labels);
      case ContactUnpaired ignored ->
          new HalfEdge(at, contact, subscribed, announced, blocked, false, labels);
    };
  }

  private HalfEdge synced(Position at, ContactsSynced synced) {
    if (synced.automatic() && subscribed != Choice.UNSET) {
      return this;
    }
    if (synced.asOf().filter(position::isAfter).isPresent()) {
      return this;
    }
    return new HalfEdge(
        at,
        synced.contact().orElse(contact),
        synced.subscribed().map(Choice::of).orElse(subscribed),
        announced,
        blocked,
        paired,
        with(synced.labels()));
  }

  /** Whether a sync may add these labels. */
  public boolean hasRoomFor(Set<String> added) {
    return with(added).containsAll(added);
  }

  private SortedSet<String> with(Set<String> added) {
    var union = new TreeSet<>(labels);
    union.addAll(added);
    return union.size() > Limits.LABELS ? labels : union;
  }
}
