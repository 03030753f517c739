package dev.kith.kit.codec;

import dev.kith.domain.Fields;
import dev.kith.domain.Picture;
import dev.kith.domain.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Codec of profile fields. */
public final class FieldsCodec {

  private FieldsCodec() {}

  public static Fields read(
      @Nullable String name,
      @Nullable String status,
      dev.kith.avro.@Nullable Picture picture,
      Map<String, Object> attributes) {
    var scalars = new TreeMap<String, Scalar>();
    attributes.forEach((key, value) -> scalars.put(key, readScalar(value)));
    return new Fields(
        Optional.ofNullable(name),
        Optional.ofNullable(status),
        Optional.ofNullable(picture).map(FieldsCodec::readPicture),
        scalars);
  }

  public static Map<String, Object> writeAttributes(Fields fields) {
    var attributes = new HashMap<String, Object>();
    fields.attributes().forEach((key, scalar) -> attributes.put(key, writeScalar(scalar)));
    return attributes;
  }

  public static dev.kith.avro.@Nullable Picture writePicture(Optional<Picture> picture) {
    return picture
        .map(it -> new dev.kith.avro.Picture(it.sha256(), it.mediaType(), it.width(), it.height()))
        .orElse(null);
  }

  public static Picture readPicture(dev.kith.avro.Picture picture) {
    return new Picture(
        picture.getSha256(), picture.getMediaType(), picture.getWidth(), picture.getHeight());
  }

  private static Object writeScalar(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text text -> text.value();
      case Scalar.Whole whole -> whole.value();
      case Scalar.Fraction fraction -> fraction.value();
      case Scalar.Flag flag -> flag.value();
    };
  }

  private static Scalar readScalar(Object value) {
    return switch (value) {
      case Long whole -> new Scalar.Whole(whole);
      case Double fraction -> new Scalar.Fraction(fraction);
      case Boolean flag -> new Scalar.Flag(flag);
      default -> new Scalar.Text(value.toString());
    };
  }
}
