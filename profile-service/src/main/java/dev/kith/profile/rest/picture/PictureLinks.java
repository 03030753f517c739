package dev.kith.profile.rest.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.http.AuthenticatedEncryption;
import dev.kith.kit.nodes.Paths;
import dev.kith.profile.picture.store.PictureConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Codec of picture links: paths with a token that names a viewer and a time. The link shows the
 * owner's picture, as that viewer may see it, to every client until that time. The token is
 * authenticated and encrypted, and valid for one owner only.
 */
@Singleton
public class PictureLinks {

  private static final String PURPOSE = "kith picture link 1";
  private static final Duration MAX_LIFETIME = Duration.ofHours(1);

  private final AuthenticatedEncryption encryption;
  private final Duration lifetime;

  @Inject
  PictureLinks(NodeSecret secret, PictureConfig settings) {
    this(secret, settings.linkLifetime());
  }

  PictureLinks(NodeSecret secret, Duration lifetime) {
    if (!lifetime.isPositive() || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "kith.pictures.link-lifetime must be more than 0 and at most 1h");
    }
    this.encryption = new AuthenticatedEncryption(secret, PURPOSE);
    this.lifetime = lifetime;
  }

  /** Time until which a link of now is valid, in whole seconds. */
  Instant expiry(Instant now) {
    return Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
  }

  /** Path of a link to the owner's picture. */
  String path(Address owner, Address viewer, Instant expires) {
    var name = bytes(viewer);
    var value =
        ByteBuffer.allocate(Long.BYTES + name.length)
            .putLong(expires.getEpochSecond())
            .put(name)
            .array();
    return Paths.of(owner) + "/picture/links/" + encryption.encrypt(bytes(owner), value);
  }

  /** The viewer that a token names; empty if it is not a token of this owner, or has expired. */
  Optional<Address> viewer(Address owner, String token, Instant now) {
    return encryption
        .decrypt(bytes(owner), token)
        .map(ByteBuffer::wrap)
        .filter(value -> now.isBefore(Instant.ofEpochSecond(value.getLong())))
        .map(value -> new Address(UTF_8.decode(value).toString()));
  }

  private static byte[] bytes(Address address) {
    return address.text().getBytes(UTF_8);
  }
}
