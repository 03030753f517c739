package dev.kith.kit.trace;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Request path with hashes in place of addresses. Every segment that is not a word of the API is
 * hashed, so that unforeseen segments are masked, too.
 */
@Singleton
public class MaskedPath {

  /** The segment behind these is an address, even if it is a word of the API. */
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
          "pictures:link",
          "uploads",
          "links",
          "privacy",
          "privacy:preview",
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
          "contacts-of-contacts",
          "peer-relations",
          "reciprocity",
          "served-partitions");

  private final AddressHash hash;

  public MaskedPath(AddressHash hash) {
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

  /** Masks the path of a URL and removes its query. */
  public String ofUrl(String url) {
    var parts = URI.create(url);
    return "%s://%s%s"
        .formatted(parts.getScheme(), parts.getRawAuthority(), of(parts.getRawPath()));
  }

  /** Whether a segment that follows {@code before} is a word of the API and not an address. */
  static boolean isWord(String before, String segment) {
    return WORDS.contains(segment) && !isAddress(before, segment);
  }

  private static boolean isAddress(String before, String segment) {
    return BEFORE_ADDRESSES.contains(before) && !segment.isEmpty() && !segment.equals("me");
  }
}
