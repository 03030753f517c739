package dev.kith.domain;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fields, empty by default. */
record FieldsFixture(Fields build) {

  static final Picture PORTRAIT = new Picture("5e884898da280471".repeat(4), "image/jpeg", 640, 480);

  static FieldsFixture someFields() {
    return new FieldsFixture(Fields.EMPTY);
  }

  FieldsFixture name(String name) {
    return with(Optional.of(name), Optional.empty(), Optional.empty(), Map.of());
  }

  FieldsFixture status(String status) {
    return with(Optional.empty(), Optional.of(status), Optional.empty(), Map.of());
  }

  FieldsFixture picture(Picture picture) {
    return with(Optional.empty(), Optional.empty(), Optional.of(picture), Map.of());
  }

  FieldsFixture attribute(String key, String value) {
    return attribute(key, new Scalar.Text(value));
  }

  FieldsFixture attribute(String key, Scalar value) {
    return with(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(key, value));
  }

  private FieldsFixture with(
      Optional<String> name,
      Optional<String> status,
      Optional<Picture> picture,
      Map<String, Scalar> attributes) {
    var added = new TreeMap<>(build.attributes());
    added.putAll(attributes);
    return new FieldsFixture(
        new Fields(
            name.or(build::name), status.or(build::status), picture.or(build::picture), added));
  }
}
