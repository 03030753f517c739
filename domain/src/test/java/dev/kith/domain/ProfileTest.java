package dev.kith.domain;

import static dev.kith.domain.Events.ANY_VERSION;
import static dev.kith.domain.Events.changed;
import static dev.kith.domain.Events.ruled;
import static dev.kith.domain.FieldsFixture.PORTRAIT;
import static dev.kith.domain.FieldsFixture.someFields;
import static dev.kith.domain.ProfileEvent.ProfileChanged.Mode.MERGE;
import static dev.kith.domain.ProfileEvent.ProfileChanged.Mode.PATCH;
import static dev.kith.domain.ProfileEvent.ProfileChanged.Mode.REPLACE;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {

  private static final Position HERE = new Position(0, 20);
  private static final Fields NAMED_BEA = someFields().name("Bea").build();

  @ParameterizedTest
  @EnumSource(names = {"MERGE", "REPLACE"})
  void a_change_creates_the_profile_that_is_not_there(Mode mode) {
    var fold = Profile.NONE.apply(HERE, changed(mode, NAMED_BEA));

    assertThat(fold.isRefused()).isFalse();
    assertThat(fold.state())
        .isEqualTo(new Profile(HERE, Lifecycle.PRESENT, NAMED_BEA, PrivacyRules.NONE));
  }

  @Test
  void a_patch_of_an_absent_profile_is_refused() {
    var fold = Profile.NONE.apply(HERE, changed(PATCH, NAMED_BEA));

    assertThat(fold.refusal()).contains(Refusal.NOT_FOUND);
    assertThat(fold.state()).isSameAs(Profile.NONE);
  }

  @Test
  void a_patch_of_a_deleted_profile_is_refused() {
    var deleted = aProfile().deleted().build();

    var fold = deleted.apply(HERE, changed(PATCH, NAMED_BEA));

    assertThat(fold.refusal()).contains(Refusal.NOT_FOUND);
    assertThat(fold.state()).isSameAs(deleted);
  }

  /**
   * Otherwise concurrent writes, each within its limits, could add up to more than a record can
   * hold.
   */
  @Test
  void no_change_makes_a_profile_larger_than_a_record_can_hold() {
    var half = "x".repeat(Limits.ATTRIBUTE_TEXT);
    var full =
        aProfile()
            .withFields(
                someFields()
                    .attribute("a", half)
                    .attribute("b", half)
                    .attribute("c", half)
                    .attribute("note", "x".repeat(4_070))
                    .build());

    var grown =
        full.build().apply(HERE, changed(MERGE, someFields().attribute("one", "more").build()));
    var shrunk = full.build().apply(HERE, changed(MERGE, NAMED_BEA, "attributes.note"));

    assertThat(grown.refusal()).contains(Refusal.TOO_LARGE);
    assertThat(grown.state()).isEqualTo(full.build());
    assertThat(shrunk.isRefused()).isFalse();
  }

  @Test
  void one_that_is_too_large_already_may_shrink() {
    var huge = "x".repeat(Limits.STATUS * 2);
    var old = aProfile().withFields(someFields().status(huge).build()).build();

    var fold = old.apply(HERE, changed(MERGE, someFields().status(huge.substring(1)).build()));

    assertThat(fold.isRefused()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"PATCH", "MERGE"})
  void a_patch_or_merge_keeps_what_it_does_not_name(Mode mode) {
    var fold = aProfile().build().apply(HERE, changed(mode, NAMED_BEA, "attributes.city"));

    assertThat(fold.state().fields())
        .isEqualTo(aProfile().named("Bea").without("attributes.city").build().fields());
  }

  @Test
  void a_replacement_keeps_only_the_picture() {
    var fold = aProfile().build().apply(HERE, changed(REPLACE, NAMED_BEA));

    assertThat(fold.state().fields()).isEqualTo(someFields().name("Bea").picture(PORTRAIT).build());
  }

  @ParameterizedTest
  @EnumSource
  void a_change_leaves_the_rules_alone(Mode mode) {
    var profile = aProfile().hiding("status").build();

    var fold = profile.apply(HERE, changed(mode, NAMED_BEA));

    assertThat(fold.state().privacy()).isEqualTo(profile.privacy());
  }

  @Test
  void what_one_event_removes_and_sets_is_set() {
    var fold = aProfile().build().apply(HERE, changed(PATCH, NAMED_BEA, "name", "status"));

    assertThat(fold.state().fields().name()).contains("Bea");
    assertThat(fold.state().fields().status()).isEmpty();
  }

  @Test
  void a_picture_is_set_and_removed_and_nothing_else_is_touched() {
    var other = new Picture("aa11".repeat(16), "image/png", 10, 10);

    var set = aProfile().build().apply(HERE, picture(Optional.of(other)));
    var removed = set.state().apply(HERE, picture(Optional.empty()));

    assertThat(set.state().fields())
        .isEqualTo(aProfile().build().fields().withPicture(Optional.of(other)));
    assertThat(removed.state().fields()).isEqualTo(aProfile().withoutPicture().build().fields());
  }

  @Test
  void a_picture_without_a_profile_is_refused() {
    assertThat(Profile.NONE.apply(HERE, picture(Optional.of(PORTRAIT))).refusal())
        .contains(Refusal.NOT_FOUND);
    assertThat(aProfile().deleted().build().apply(HERE, picture(Optional.of(PORTRAIT))).refusal())
        .contains(Refusal.NOT_FOUND);
  }

  @Test
  void new_rules_replace_all_rules() {
    var profile = aProfile().hiding("name").build();

    var fold = profile.apply(HERE, ruled("status", "allow contacts"));

    assertThat(fold.state().privacy().byField()).containsOnlyKeys("status");
    assertThat(fold.state().fields()).isEqualTo(profile.fields());
  }

  @Test
  void rules_may_exist_before_the_profile() {
    var closed = Profile.NONE.apply(HERE, ruled("name", "deny everyone")).state();

    var created = closed.apply(HERE, changed(MERGE, NAMED_BEA)).state();

    assertThat(closed.isPresent()).isFalse();
    assertThat(created.isPresent()).isTrue();
    assertThat(created.privacy().byField()).containsOnlyKeys("name");
  }

  @Test
  void a_deleted_profile_keeps_its_rules_and_nothing_else() {
    var fold = aProfile().hiding("status").build().apply(HERE, deleted());

    assertThat(fold.state()).isEqualTo(aProfile().hiding("status").deleted().at(20).build());
  }

  @Test
  void creating_a_deleted_profile_again_brings_nothing_back() {
    var deleted = aProfile().hiding("status").deleted().build();

    var created = deleted.apply(HERE, changed(MERGE, NAMED_BEA)).state();

    assertThat(created.fields()).isEqualTo(NAMED_BEA);
    assertThat(created.privacy()).isEqualTo(deleted.privacy());
  }

  @Test
  void what_is_not_there_cannot_be_deleted() {
    assertThat(Profile.NONE.apply(HERE, deleted()).refusal()).contains(Refusal.NOT_FOUND);
    assertThat(aProfile().deleted().build().apply(HERE, deleted()).refusal())
        .contains(Refusal.NOT_FOUND);
  }

  private static PictureChanged picture(Optional<Picture> picture) {
    return new PictureChanged(ANY_VERSION, picture);
  }

  private static ProfileDeleted deleted() {
    return new ProfileDeleted(ANY_VERSION);
  }
}
