package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Codec of the page cursors of all lists. Cursors are encrypted and authenticated (AES-GCM) with a
 * key derived from the {@link NodeSecret}, and padded, so that a cursor reveals nothing about its
 * entry. A cursor opens only for the list, the owner and the query that it was issued for.
 */
@Singleton
public class PageCursors {

  private static final byte[] PURPOSE = "kith page cursor 1".getBytes(UTF_8);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /**
   * Padding: every place with one address fits into one block, so all such cursors have the same
   * length.
   */
  private static final int BLOCK = 192;

  private static final byte END = (byte) 0x80;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  @Inject
  PageCursors(NodeSecret secret) {
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret.text().getBytes(UTF_8))
                      .thenExpand(PURPOSE, 32));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Cursors of one list.
   *
   * @param scope identifies the list and the query, without cursor and limit: a cursor of another
   *     scope does not open
   */
  public Of of(@Nullable String... scope) {
    var bytes = new ByteArrayOutputStream();
    for (var part : scope) {
      var text = part == null ? new byte[0] : part.getBytes(UTF_8);
      bytes.writeBytes((part == null ? "-:" : text.length + ":").getBytes(UTF_8));
      bytes.writeBytes(text);
    }
    return new Of(bytes.toByteArray());
  }

  /** Codec of the cursors of one list. */
  public final class Of {
    private final byte[] scope;

    private Of(byte[] scope) {
      this.scope = scope;
    }

    /** Opaque text for a place in the list. */
    public String seal(byte[] place) {
      var nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      try {
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(padded(place));
        var cursor = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, cursor, NONCE_BYTES, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /**
     * Place that a cursor stands for.
     *
     * @throws ProblemException 400 for a cursor of another list or query, or of another secret
     */
    public byte[] open(String cursor) {
      try {
        var bytes = Base64.getUrlDecoder().decode(cursor);
        if (bytes.length <= NONCE_BYTES) {
          throw invalid();
        }
        var place =
            cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES))
                .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        return unpadded(place);
      } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
        throw invalid();
      }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(scope);
      return cipher;
    }
  }

  /** 400 for a cursor that does not open: the client must read the list from its first page. */
  public static ProblemException invalid() {
    return JsonFields.invalid(
        "cursor",
        "must be the 'next' of the page before, with the same query; read the list again from its first page");
  }

  private static byte[] padded(byte[] place) {
    var padded = Arrays.copyOf(place, (place.length / BLOCK + 1) * BLOCK);
    padded[place.length] = END;
    return padded;
  }

  private static byte[] unpadded(byte[] padded) {
    var end = padded.length - 1;
    while (padded[end] != END) {
      end--;
    }
    return Arrays.copyOf(padded, end);
  }
}
