package dev.kith.domain;

import static dev.kith.domain.Version.Order.DIVERGED;
import static dev.kith.domain.Version.Order.NEWER;
import static dev.kith.domain.Version.Order.NOT_NEWER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  private static final Version HELD = version(5, 5);

  @Test
  void a_version_is_newer_when_one_part_is_and_none_is_older() {
    assertThat(version(6, 5).comparedTo(HELD)).isEqualTo(NEWER);
    assertThat(version(5, 6).comparedTo(HELD)).isEqualTo(NEWER);
    assertThat(version(6, 6).comparedTo(HELD)).isEqualTo(NEWER);
  }

  @Test
  void a_version_is_not_newer_when_no_part_is() {
    assertThat(version(5, 5).comparedTo(HELD)).isEqualTo(NOT_NEWER);
    assertThat(version(4, 5).comparedTo(HELD)).isEqualTo(NOT_NEWER);
    assertThat(version(5, 4).comparedTo(HELD)).isEqualTo(NOT_NEWER);
    assertThat(version(4, 4).comparedTo(HELD)).isEqualTo(NOT_NEWER);
  }

  @Test
  void one_part_newer_and_one_older_means_that_two_histories_met() {
    assertThat(version(6, 4).comparedTo(HELD)).isEqualTo(DIVERGED);
    assertThat(version(4, 6).comparedTo(HELD)).isEqualTo(DIVERGED);
  }

  @Test
  void the_first_event_of_either_side_is_newer_than_none() {
    assertThat(new Version(new Position(0, 0), Position.NONE).comparedTo(Version.NONE))
        .isEqualTo(NEWER);
    assertThat(new Version(Position.NONE, new Position(1, 0)).comparedTo(Version.NONE))
        .isEqualTo(NEWER);
  }

  private static Version version(long subject, long subscriber) {
    return new Version(new Position(0, subject), new Position(1, subscriber));
  }
}
