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
 * Page cursors of all lists: encrypted and authenticated (AES-GCM) with a key derived from the
 * {@link NodeSecret}, and padded, so that a cursor tells nothing about the entry it stands at. A
 * cursor opens only for the list, the owner and the query that it was made for.
 */
@Singleton
public class PageCursors {

  private static final byte[] PURPOSE = "kith page cursor 1".getBytes(UTF_8);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Every place that has one address fits in one block, so all their cursors have one length. */
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
   * The cursors of one list.
   *
   * @param scope what the list is about and what was asked of it, without cursor and limit: a
   *     cursor of another scope does not open
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

  /** Seals and opens the cursors of one list. */
  public final class Of {
    private final byte[] scope;

    private Of(byte[] scope) {
      this.scope = scope;
    }

    /** The opaque text for a place in the list. */
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
     * The place that a cursor stands for.
     *
     * @throws ProblemException 400 for a cursor that was not made for this list and query, or with
     *     another secret
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

  /** 400 for a cursor that does not open: the list has to be read from its beginning. */
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
