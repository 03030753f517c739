package dev.kith.kit.codec;

import dev.kith.avro.ProfileView;
import dev.kith.avro.UpdateKind;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Codec of updates and of the views in them. */
public final class UpdateCodec {

  private UpdateCodec() {}

  public static dev.kith.avro.Update write(Update update) {
    return new dev.kith.avro.Update(
        update.subscriber().text(),
        update.subject().text(),
        UpdateKind.valueOf(update.kind().name()),
        update.kind() == Update.Kind.REMOVED ? null : writeView(update.view()),
        PositionCodec.write(update.version().subject()),
        PositionCodec.write(update.version().subscriber()));
  }

  /** Update in a record of kith.updates. */
  public static Update read(SpecificRecord record) {
    var update = (dev.kith.avro.Update) record;
    var subject = new Address(update.getSubject());
    return new Update(
        new Address(update.getSubscriber()),
        subject,
        Update.Kind.valueOf(update.getKind().name()),
        readView(subject, update.getView()),
        new Version(
            PositionCodec.read(update.getSubjectPosition()),
            PositionCodec.read(update.getSubscriberPosition())));
  }

  /** View for an update or another record. */
  public static ProfileView writeView(View view) {
    var fields = view.fields();
    return new ProfileView(
        view.address().text(),
        view.position().map(PositionCodec::write).orElse(null),
        fields.name().orElse(null),
        fields.status().orElse(null),
        FieldsCodec.writePicture(fields.picture()),
        FieldsCodec.writeAttributes(fields));
  }

  /** View in a record; {@link View#nothing} for null. */
  public static View readView(Address subject, @Nullable ProfileView view) {
    if (view == null) {
      return View.nothing(subject);
    }
    return new View(
        subject,
        PositionCodec.readOptional(view.getPosition()),
        FieldsCodec.read(
            view.getName(), view.getStatus(), view.getPicture(), view.getAttributes()));
  }
}
