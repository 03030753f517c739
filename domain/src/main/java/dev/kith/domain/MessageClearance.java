package dev.kith.domain;

import static dev.kith.domain.MessageRefusal.Side.GROUP;
import static dev.kith.domain.MessageRefusal.Side.RECIPIENT;
import static dev.kith.domain.MessageRefusal.Side.SENDER;

import java.util.Optional;

/**
 * Clearance of a message: the decision whether it is allowed, and the views that travel with it.
 * The message passes the partitions of the sender, of the group if there is one, and of the
 * recipient; each applies its owner's rules. A refused message carries no views.
 *
 * @param senderPosition position of the sender's half-edge to the recipient that {@code senderEnd}
 *     was read from
 * @param sender view of the sender for the recipient
 * @param group view of the group for the recipient
 */
public record MessageClearance(
    Position senderPosition,
    MessageEnd senderEnd,
    View sender,
    Optional<View> group,
    Optional<MessageRefusal> refused) {

  public MessageClearance {
    if (refused.isPresent()) {
      sender = View.nothing(sender.address());
      group = Optional.empty();
    }
  }

  /**
   * First step, in the sender's partition.
   *
   * @param own the sender's half-edge to the recipient
   * @param ownToGroup the sender's half-edge to the group
   */
  public static MessageClearance from(
      Address sender,
      Address recipient,
      Profile profile,
      Settings settings,
      HalfEdge own,
      HalfEdge ownToGroup) {
    return new MessageClearance(
        own.position(),
        MessageEnd.of(own, settings),
        View.of(sender, profile, own, recipient),
        Optional.empty(),
        blocked(SENDER, own, ownToGroup));
  }

  /** Second step, in the group's partition. It does not check whether the sender is a member. */
  public MessageClearance over(
      Address group, Address recipient, Profile profile, HalfEdge toSender, HalfEdge toRecipient) {
    var seen = View.of(group, profile, toRecipient, recipient);
    return new MessageClearance(
        senderPosition,
        senderEnd,
        sender,
        Optional.of(seen).filter(view -> !view.isNothing()),
        refused.or(() -> blocked(GROUP, toSender, toRecipient)));
  }

  /**
   * Last step, in the recipient's partition. A message to oneself needs no check.
   *
   * @param relation the recipient's relation to the sender
   * @param ownToGroup the recipient's half-edge to the group
   */
  public MessageClearance to(
      Address recipient, Settings settings, Relation relation, HalfEdge ownToGroup) {
    if (refused.isPresent() || sender.address().equals(recipient)) {
      return this;
    }
    var there = latest(relation.mirror());
    var here = MessageEnd.of(relation.own(), settings);
    return refusedIf(
        there
            .forbids(here)
            .map(rule -> new MessageRefusal(rule, SENDER))
            .or(() -> here.forbids(there).map(rule -> new MessageRefusal(rule, RECIPIENT)))
            .or(() -> blocked(RECIPIENT, ownToGroup)));
  }

  /** A later half-edge of the sender counts, if its mirror has arrived already. */
  private MessageEnd latest(HalfEdge mirror) {
    return mirror.position().isAfter(senderPosition)
        ? new MessageEnd(mirror.blocked(), senderEnd.restricted(), mirror.paired())
        : senderEnd;
  }

  private MessageClearance refusedIf(Optional<MessageRefusal> refusal) {
    return new MessageClearance(senderPosition, senderEnd, sender, group, refusal);
  }

  private static Optional<MessageRefusal> blocked(MessageRefusal.Side by, HalfEdge... halves) {
    for (var half : halves) {
      if (half.blocked()) {
        return Optional.of(new MessageRefusal(MessageRule.BLOCKED, by));
      }
    }
    return Optional.empty();
  }
}
