package dev.kith.notifier.replica;

import dev.kith.avro.PairHalf;
import dev.kith.avro.SubjectContent;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Profile;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.Half;
import dev.kith.kit.codec.FieldsCodec;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.codec.PrivacyCodec;
import org.jspecify.annotations.Nullable;

/** Codec of contents and halves, which records and stores share. */
final class ContentCodec {

  private ContentCodec() {}

  static SubjectContent write(Content content) {
    var profile = content.profile();
    var fields = profile.fields();
    return new SubjectContent(
        PositionCodec.write(profile.position()),
        dev.kith.avro.Lifecycle.valueOf(profile.lifecycle().name()),
        fields.name().orElse(null),
        fields.status().orElse(null),
        FieldsCodec.writePicture(fields.picture()),
        FieldsCodec.writeAttributes(fields),
        PrivacyCodec.write(profile.privacy()),
        content.appeared());
  }

  static Content read(SubjectContent content) {
    var fields =
        FieldsCodec.read(
            content.getName(), content.getStatus(), content.getPicture(), content.getAttributes());
    var profile =
        new Profile(
            PositionCodec.read(content.getPosition()),
            Lifecycle.valueOf(content.getLifecycle().name()),
            fields,
            PrivacyCodec.read(content.getPrivacy()));
    return new Content(profile, content.getAppeared());
  }

  static @Nullable PairHalf write(Half half) {
    return half.equals(Half.NONE)
        ? null
        : new PairHalf(HalfEdgeCodec.write(half.edge()), half.since());
  }

  static Half read(@Nullable PairHalf half) {
    return half == null ? Half.NONE : new Half(HalfEdgeCodec.read(half.getEdge()), half.getSince());
  }
}
