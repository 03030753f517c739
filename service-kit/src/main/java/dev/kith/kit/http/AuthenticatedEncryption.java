package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.NodeSecret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Authenticated encryption (AES-GCM) of short values that clients keep for the service. The key is
 * derived from the {@link NodeSecret} for one purpose, so every node of the service can decrypt.
 * Values are padded, so that the length of the text reveals nothing about a value of up to 191
 * bytes.
 */
public final class AuthenticatedEncryption {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int BLOCK = 192;
  private static final byte END = (byte) 0x80;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** Derives the key; another purpose has another key. */
  public AuthenticatedEncryption(NodeSecret secret, String purpose) {
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret.text().getBytes(UTF_8))
                      .thenExpand(purpose.getBytes(UTF_8), 32));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Encrypts a value as text for URLs.
   *
   * @param context authenticated but not contained: the text decrypts only with the same context
   */
  public String encrypt(byte[] context, byte[] value) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(padded(value));
      var bytes = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, bytes, NONCE_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The value; empty if the text is of another context or key, or was changed. */
  public Optional<byte[]> decrypt(byte[] context, String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length <= NONCE_BYTES) {
        return Optional.empty();
      }
      var nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      return Optional.of(
          unpadded(
              cipher(Cipher.DECRYPT_MODE, nonce, context)
                  .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES)));
    } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  private static byte[] padded(byte[] value) {
    var padded = Arrays.copyOf(value, (value.length / BLOCK + 1) * BLOCK);
    padded[value.length] = END;
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
