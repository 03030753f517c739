package dev.kith.notifier.streams;

import dev.kith.avro.EnrichedMessage;
import dev.kith.avro.MessageChecked;
import dev.kith.avro.ProfileView;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.MessageRefusal;
import dev.kith.domain.MessageRule;
import dev.kith.domain.Passage;
import dev.kith.domain.View;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.streams.Sent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is decided about messages, to Avro and back. */
final class PassageCodec {

  private PassageCodec() {}

  static MessageChecked write(Checked checked) {
    var passage = checked.passage();
    var end = passage.senderEnd();
    return new MessageChecked(
        checked.written().message(),
        checked.stop().text(),
        checked.at(),
        PositionCodec.write(passage.senderPosition()),
        end.blocked(),
        end.restricted(),
        end.paired(),
        view(passage.sender()),
        passage.group().map(UpdateCodec::writeView).orElse(null),
        rule(passage),
        side(passage));
  }

  /** As it leaves for the recipient. */
  static EnrichedMessage enriched(Checked checked) {
    var passage = checked.passage();
    return new EnrichedMessage(
        checked.written().message(),
        view(passage.sender()),
        passage.group().map(UpdateCodec::writeView).orElse(null),
        rule(passage),
        side(passage));
  }

  static Passage read(Sent sent, MessageChecked value) {
    return new Passage(
        PositionCodec.read(value.getSenderPosition()),
        new MessageEnd(value.getBlocked(), value.getRestricted(), value.getPaired()),
        UpdateCodec.readView(sent.sender(), value.getSender()),
        sent.over()
            .filter(group -> value.getGroup() != null)
            .map(group -> UpdateCodec.readView(group, value.getGroup())),
        refused(value.getRefused(), value.getRefusedBy()));
  }

  private static @Nullable ProfileView view(View view) {
    return view.isNothing() ? null : UpdateCodec.writeView(view);
  }

  private static @Nullable String rule(Passage passage) {
    return passage.refused().map(refusal -> text(refusal.rule())).orElse(null);
  }

  private static @Nullable String side(Passage passage) {
    return passage.refused().map(refusal -> text(refusal.by())).orElse(null);
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
