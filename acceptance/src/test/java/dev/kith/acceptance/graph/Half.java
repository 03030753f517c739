package dev.kith.acceptance.graph;

import dev.kith.avro.Choice;
import dev.kith.avro.ContactBlocked;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.ContactPaired;
import dev.kith.avro.ContactUnblocked;
import dev.kith.avro.ContactUnpaired;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.HalfEdge;
import dev.kith.avro.Position;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Half-edge: what an owner holds about a peer.
 *
 * @param at position of the last event that took effect on this half-edge
 */
record Half(
    Position at,
    boolean contact,
    Choice subscribed,
    boolean announced,
    boolean blocked,
    boolean paired,
    SortedSet<String> labels) {

  private static final Position NOWHERE = new Position(-1, -1L);

  static final Half NONE =
      new Half(NOWHERE, false, Choice.UNSET, false, false, false, new TreeSet<>());

  private static final int MOST_LABELS = 32;

  /** Converts the half-edge of a topic's record. */
  static Half of(HalfEdge edge) {
    return new Half(
        edge.getPosition(),
        edge.getContact(),
        edge.getSubscribed(),
        edge.getAnnounced(),
        edge.getBlocked(),
        edge.getPaired(),
        new TreeSet<>(edge.getLabels()));
  }

  boolean isNothing() {
    return !contact
        && subscribed != Choice.YES
        && !announced
        && !blocked
        && !paired
        && labels.isEmpty();
  }

  boolean isUnspoken() {
    return at.equals(NOWHERE);
  }

  /** Applies the event at that position; empty if the event has no effect. */
  Optional<Half> after(Position position, SpecificRecord event) {
    return switch (event) {
      case ContactChanged changed when holds(changed.getExpects()) ->
          Optional.of(changed(position, changed));
      case ContactsSynced synced when meant(synced) -> Optional.of(synced(position, synced));
      case ContactBlocked block when holds(block.getExpects()) ->
          Optional.of(with(position, true, paired));
      case ContactUnblocked unblock when holds(unblock.getExpects()) ->
          Optional.of(with(position, false, paired));
      case ContactPaired pair when holds(pair.getExpects()) ->
          Optional.of(with(position, blocked, true));
      case ContactUnpaired unpair when holds(unpair.getExpects()) ->
          Optional.of(with(position, blocked, false));
      default -> Optional.empty();
    };
  }

  private boolean holds(@Nullable Position expected) {
    return expected == null || (expected.equals(NOWHERE) ? isNothing() : expected.equals(at));
  }

  private boolean meant(ContactsSynced synced) {
    boolean unsaid = subscribed == Choice.UNSET;
    boolean unmoved = synced.getAsOf() == null || at.getOffset() <= synced.getAsOf().getOffset();
    return unmoved && (unsaid || !synced.getAutomatic());
  }

  private Half changed(Position position, ContactChanged event) {
    return new Half(
        position,
        event.getContact() == null ? contact : event.getContact(),
        said(event.getSubscribed()),
        event.getAnnounced() == null ? announced : event.getAnnounced(),
        blocked,
        paired,
        event.getLabels() == null ? labels : new TreeSet<>(event.getLabels()));
  }

  private Half synced(Position position, ContactsSynced event) {
    return new Half(
        position,
        event.getContact() == null ? contact : event.getContact(),
        said(event.getSubscribed()),
        announced,
        blocked,
        paired,
        labelsWith(event.getLabels()));
  }

  private Choice said(@Nullable Boolean subscribes) {
    return subscribes == null ? subscribed : subscribes ? Choice.YES : Choice.NO;
  }

  private SortedSet<String> labelsWith(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(labels);
    all.addAll(more);
    return all.size() > MOST_LABELS ? labels : all;
  }

  private Half with(Position position, boolean newBlocked, boolean newPaired) {
    return new Half(position, contact, subscribed, announced, newBlocked, newPaired, labels);
  }
}
