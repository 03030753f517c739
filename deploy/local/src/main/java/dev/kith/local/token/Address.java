package dev.kith.local.token;

import java.util.Set;
import java.util.regex.Pattern;

/** Address of a user, the subject ({@code sub}) of a token. */
public record Address(String text) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._@+:-]{1,128}");
  private static final Set<String> RESERVED = Set.of("me", ".", "..");

  public Address {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address: 1 to 128 ASCII letters, digits and . _ @ + - :");
    }
    if (RESERVED.contains(text) || text.startsWith("group:")) {
      throw new IllegalArgumentException("'" + text + "' is not the address of a user");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
