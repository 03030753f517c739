package dev.kith.kit.codec;

import dev.kith.avro.ChangeMode;
import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Codec of journal events; {@link RelationEventCodec} does relation events. */
public final class EventCodec {

  private EventCodec() {}

  /** Avro record of an event that {@code actor} requested. */
  public static SpecificRecord write(JournalEvent event, String actor) {
    return switch (event) {
      case ProfileEvent profile -> writeProfileEvent(profile, actor);
      case RelationEvent relation -> RelationEventCodec.write(relation, actor);
      case SettingsChanged changed ->
          new dev.kith.avro.SettingsChanged(
              actor,
              writeExpected(changed.expects()),
              changed.autoSync().orElse(null),
              changed.restricted().orElse(null),
              changed.lastSeen().map(LastSeen::text).orElse(null));
    };
  }

  /**
   * Event in a journal record.
   *
   * @throws IllegalArgumentException if a value in it is invalid, such as an address
   */
  public static JournalEvent read(SpecificRecord record) {
    return switch (record) {
      case dev.kith.avro.ProfileChanged changed ->
          new ProfileChanged(
              readExpected(changed.getExpects()),
              ProfileChanged.Mode.valueOf(changed.getMode().name()),
              FieldsCodec.read(
                  changed.getName(), changed.getStatus(), null, changed.getAttributes()),
              Set.copyOf(changed.getRemoved()));
      case dev.kith.avro.PictureChanged changed ->
          new PictureChanged(
              readExpected(changed.getExpects()),
              Optional.ofNullable(changed.getPicture())
                  .filter(picture -> !changed.getRemoved())
                  .map(FieldsCodec::readPicture));
      case dev.kith.avro.PrivacyChanged changed ->
          new PrivacyChanged(
              readExpected(changed.getExpects()), PrivacyCodec.read(changed.getRules()));
      case dev.kith.avro.ProfileDeleted deleted ->
          new ProfileDeleted(readExpected(deleted.getExpects()));
      case dev.kith.avro.SettingsChanged changed ->
          new SettingsChanged(
              readExpected(changed.getExpects()),
              Optional.ofNullable(changed.getAutoSync()),
              Optional.ofNullable(changed.getRestricted()),
              Optional.ofNullable(changed.getLastSeen()).map(LastSeen::read));
      default -> RelationEventCodec.read(record);
    };
  }

  /** Actor that requested the event in a journal record. */
  public static String actor(SpecificRecord record) {
    return record.get(record.getSchema().getField("actor").pos()).toString();
  }

  private static SpecificRecord writeProfileEvent(ProfileEvent event, String actor) {
    var expects = writeExpected(event.expects());
    return switch (event) {
      case ProfileChanged changed ->
          new dev.kith.avro.ProfileChanged(
              actor,
              expects,
              ChangeMode.valueOf(changed.mode().name()),
              changed.set().name().orElse(null),
              changed.set().status().orElse(null),
              FieldsCodec.writeAttributes(changed.set()),
              List.copyOf(changed.removed()));
      case PictureChanged changed ->
          new dev.kith.avro.PictureChanged(
              actor,
              expects,
              FieldsCodec.writePicture(changed.picture()),
              changed.picture().isEmpty());
      case PrivacyChanged changed ->
          new dev.kith.avro.PrivacyChanged(actor, expects, PrivacyCodec.write(changed.rules()));
      case ProfileDeleted deleted -> new dev.kith.avro.ProfileDeleted(actor, expects);
    };
  }

  static dev.kith.avro.@Nullable Position writeExpected(Optional<Position> expects) {
    return expects.map(PositionCodec::write).orElse(null);
  }

  static Optional<Position> readExpected(dev.kith.avro.@Nullable Position expects) {
    return PositionCodec.readOptional(expects);
  }

  static Address address(String text) {
    return Address.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not an address: " + Address.RULE));
  }
}
