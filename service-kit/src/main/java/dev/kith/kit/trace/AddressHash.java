package dev.kith.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.NodeSecret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hash that replaces an address in logs and traces: the first eight bytes of HMAC-SHA-256
 * (RFC 2104) with the node secret, in hexadecimal. An unkeyed hash of a phone number could be
 * reversed by trying all numbers.
 */
@Singleton
public class AddressHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;

  private final SecretKeySpec key;

  @Inject
  public AddressHash(NodeSecret secret) {
    this(secret.text());
  }

  public AddressHash(String secret) {
    key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
  }

  /** Sixteen hexadecimal digits, the same on all nodes with this secret. */
  public String of(String address) {
    return of(address.getBytes(UTF_8));
  }

  /** Hash of the address's UTF-8 bytes. */
  public String of(byte[] address) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(address), 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      // every Java platform has HMAC-SHA-256, and it accepts any key
      throw new IllegalStateException(impossible);
    }
  }
}
