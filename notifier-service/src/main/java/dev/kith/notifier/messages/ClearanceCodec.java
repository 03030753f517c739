package dev.kith.notifier.messages;

import dev.kith.avro.EnrichedMessage;
import dev.kith.avro.MessageChecked;
import dev.kith.avro.ProfileView;
import dev.kith.domain.MessageClearance;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.MessageRefusal;
import dev.kith.domain.MessageRule;
import dev.kith.domain.View;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.topology.SentMessage;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codec of {@link MessageClearance}: to Avro and back. */
final class ClearanceCodec {

  private ClearanceCodec() {}

  static MessageChecked write(PendingMessage pendingMessage) {
    var clearance = pendingMessage.clearance();
    var end = clearance.senderEnd();
    return new MessageChecked(
        pendingMessage.incoming().message(),
        pendingMessage.stop().text(),
        pendingMessage.at(),
        PositionCodec.write(clearance.senderPosition()),
        end.blocked(),
        end.restricted(),
        end.paired(),
        view(clearance.sender()),
        clearance.group().map(UpdateCodec::writeView).orElse(null),
        rule(clearance),
        side(clearance));
  }

  /** Returns the record for the recipient. */
  static EnrichedMessage enriched(PendingMessage pendingMessage) {
    var clearance = pendingMessage.clearance();
    return new EnrichedMessage(
        pendingMessage.incoming().message(),
        view(clearance.sender()),
        clearance.group().map(UpdateCodec::writeView).orElse(null),
        rule(clearance),
        side(clearance));
  }

  static MessageClearance read(SentMessage sentMessage, MessageChecked value) {
    return new MessageClearance(
        PositionCodec.read(value.getSenderPosition()),
        new MessageEnd(value.getBlocked(), value.getRestricted(), value.getPaired()),
        UpdateCodec.readView(sentMessage.sender(), value.getSender()),
        sentMessage
            .over()
            .filter(group -> value.getGroup() != null)
            .map(group -> UpdateCodec.readView(group, value.getGroup())),
        refused(value.getRefused(), value.getRefusedBy()));
  }

  private static @Nullable ProfileView view(View view) {
    return view.isNothing() ? null : UpdateCodec.writeView(view);
  }

  private static @Nullable String rule(MessageClearance clearance) {
    return clearance.refused().map(refusal -> text(refusal.rule())).orElse(null);
  }

  private static @Nullable String side(MessageClearance clearance) {
    return clearance.refused().map(refusal -> text(refusal.by())).orElse(null);
  }

  private static Optional<MessageRefusal> refused(@Nullable String rule, @Nullable String side) {
    return rule == null || side == null
        ? Optional.empty()
        : Optional.of(
            new MessageRefusal(
                MessageRule.valueOf(rule.toUpperCase(Locale.ROOT)),
                MessageRefusal.Side.valueOf(side.toUpperCase(Locale.ROOT))));
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
