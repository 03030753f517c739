package dev.kith.kit.trace;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The path of a request with hashes in place of the addresses in it: of all that is not a word of
 * the API, so that what nobody thought of is not shown.
 */
@Singleton
public class MaskedPath {

  /** What follows these is an address, whatever it looks like. */
  private static final Set<String> BEFORE_ADDRESSES = Set.of("users", "groups");

  private static final Set<String> WORDS =
      Set.of(
          "",
          "v1",
          "me",
          "users",
          "groups",
          "profile",
          "profiles",
          "profiles:lookup",
          "picture",
          "uploads",
          "privacy",
          "history",
          "settings",
          "contacts",
          "contacts:sync",
          "blocks",
          "pairs",
          "can-message",
          "syncs",
          "budget",
          "budget:draw",
          "recents",
          "suggestions",
          "address-book",
          "presence",
          "updates",
          "webhooks",
          "internal",
          "circles",
          "far-ends",
          "reciprocity");

  private final AddressHash hash;

  MaskedPath(AddressHash hash) {
    this.hash = hash;
  }

  /** {@code /v1/users/9c1b6a02e1f4d377/profile} for {@code /v1/users/alice/profile}. */
  public String of(String path) {
    List<String> masked = new ArrayList<>();
    var before = "";
    for (var segment : path.split("/", -1)) {
      masked.add(isWord(before, segment) ? segment : hash.of(segment));
      before = segment;
    }
    return String.join("/", masked);
  }

  /** As above, of a whole URL, whose query goes. */
  public String ofUrl(String url) {
    var parts = URI.create(url);
    return "%s://%s%s"
        .formatted(parts.getScheme(), parts.getRawAuthority(), of(parts.getRawPath()));
  }

  /** Whether a segment that follows {@code before} is a word of the API and no address. */
  static boolean isWord(String before, String segment) {
    return WORDS.contains(segment) && !isAddress(before, segment);
  }

  private static boolean isAddress(String before, String segment) {
    return BEFORE_ADDRESSES.contains(before) && !segment.isEmpty() && !segment.equals("me");
  }
}
