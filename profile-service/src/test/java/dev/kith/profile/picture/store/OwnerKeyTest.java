package dev.kith.profile.picture.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerKeyTest {

  private static final int LONGEST_FILE_NAME = 255;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "Alice",
        "ALICE",
        "18005550001",
        "alice@example.com",
        "group:42",
        "+a-b_c:.",
        "Me",
        "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"
      })
  void an_owner_can_be_told_from_the_key(String address) {
    var owner = new Address(address);

    var key = OwnerKey.of(owner);

    assertThat(OwnerKey.owner(key + "/pictures/0a/whole")).contains(owner);
    assertThat(key).isEqualTo(key.toLowerCase(Locale.ROOT));
    assertThat(key.length()).isLessThan(LONGEST_FILE_NAME);
  }
}
