package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Version;
import org.junit.jupiter.api.Test;

class VersionCacheTest {

  private static final Address ALICE = new Address("alice");

  @Test
  void an_equal_version_is_not_newer() {
    var versions = new VersionCache(10);
    versions.remember(ALICE, version(3, 1));

    assertThat(versions.order(ALICE, version(3, 1))).isEqualTo(Version.Order.NOT_NEWER);
    assertThat(versions.order(ALICE, version(4, 1))).isEqualTo(Version.Order.NEWER);
    assertThat(versions.order(ALICE, version(4, 0))).isEqualTo(Version.Order.DIVERGED);
  }

  @Test
  void only_the_subjects_that_changed_last_are_remembered() {
    var versions = new VersionCache(1);
    versions.remember(ALICE, version(3, 1));
    versions.remember(new Address("carol"), version(7, 7));

    assertThat(versions.order(ALICE, version(2, 1))).isEqualTo(Version.Order.NEWER);
  }

  private static Version version(long subject, long subscriber) {
    return new Version(new Position(0, subject), new Position(1, subscriber));
  }
}
