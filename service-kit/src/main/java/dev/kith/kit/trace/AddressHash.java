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
 * Stands for an address in logs and traces, whose readers need not know whose it is: the first
 * eight bytes of HMAC-SHA-256 (RFC 2104) under the node secret, in hexadecimal. A plain hash of a
 * phone number would be found by trying all numbers.
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

  /** As above, of the address's bytes in UTF-8. */
  public String of(byte[] address) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(address), 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      // every Java platform has it, and it takes any key
      throw new IllegalStateException(impossible);
    }
  }
}
