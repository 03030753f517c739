package dev.kith.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash function SHA-256, which every Java platform has. */
public final class Sha256 {

  private Sha256() {}

  /** New digest, for content that comes in parts. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hash of {@code content}, 32 bytes. */
  public static byte[] of(byte[] content) {
    return digest().digest(content);
  }

  /** Hash of {@code content} in hexadecimal, in lower case. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }
}
