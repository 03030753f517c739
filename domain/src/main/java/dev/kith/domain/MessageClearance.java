package dev.kith.domain;

import static dev.kith.domain.MessageRefusal.Side.GROUP;
import static dev.kith.domain.MessageRefusal.Side.RECIPIENT;
import static dev.kith.domain.MessageRefusal.Side.SENDER;

import java.util.Optional;

/**
 * What is decided about a message on its way from its sender's rules, over the group's if it was
 * written to one, to its recipient's: each is asked where it is at home. A message that is refused
 * carries no views.
 *
 * @param senderPosition of the sender's half-edge to the recipient, from which {@code senderEnd} is
 * @param sender as the recipient may see them
 * @param group as the recipient may see it
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
   * Leaves the sender's partition.
   *
   * @param own what the sender holds about the recipient
   * @param ownToGroup and about the group
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

  /** Passes the group's partition; a group is not asked whether the sender is a member. */
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
   * Arrives in the recipient's partition. Who writes to themselves needs no leave.
   *
   * @param relation the recipient's to the sender
   * @param ownToGroup what the recipient holds about the group
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

  /** What the sender said of the recipient meanwhile holds, if it is here already. */
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
