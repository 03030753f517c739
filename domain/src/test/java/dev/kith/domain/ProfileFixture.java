package dev.kith.domain;

import static dev.kith.domain.FieldsFixture.PORTRAIT;
import static dev.kith.domain.FieldsFixture.someFields;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Profile with every field set and without own rules by default. */
record ProfileFixture(Profile build) {

  static ProfileFixture aProfile() {
    var fields =
        someFields()
            .name("Ada")
            .status("reading")
            .picture(PORTRAIT)
            .attribute("city", "London")
            .attribute("team", "engines")
            .build();
    return new ProfileFixture(
        new Profile(new Position(0, 10), Lifecycle.PRESENT, fields, PrivacyRules.NONE));
  }

  ProfileFixture at(long offset) {
    return with(new Position(0, offset), build.lifecycle(), build.fields(), build.privacy());
  }

  ProfileFixture named(String name) {
    return withFields(build.fields().with(someFields().name(name).build()));
  }

  ProfileFixture withFields(Fields fields) {
    return with(build.position(), build.lifecycle(), fields, build.privacy());
  }

  ProfileFixture without(String... paths) {
    return withFields(build.fields().without(List.of(paths)));
  }

  ProfileFixture withoutPicture() {
    return withFields(build.fields().withPicture(Optional.empty()));
  }

  /** Denies {@code field} to everyone. */
  ProfileFixture hiding(String field) {
    return ruled(field, "deny everyone");
  }

  /** Sets the rules of {@code field}, in the syntax of {@link Rule#parse}. */
  ProfileFixture ruled(String field, String... rules) {
    var byField = new TreeMap<>(build.privacy().byField());
    byField.put(field, rules(rules));
    return with(build.position(), build.lifecycle(), build.fields(), new PrivacyRules(byField));
  }

  ProfileFixture deleted() {
    return with(build.position(), Lifecycle.DELETED, Fields.EMPTY, build.privacy());
  }

  static List<Rule> rules(String... texts) {
    return Stream.of(texts).map(text -> Rule.parse(text).orElseThrow()).toList();
  }

  private static ProfileFixture with(
      Position position, Lifecycle lifecycle, Fields fields, PrivacyRules privacy) {
    return new ProfileFixture(new Profile(position, lifecycle, fields, privacy));
  }
}
