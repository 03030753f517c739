package dev.kith.door.console;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of the console, with the headers of its response.
 *
 * @param tag entity tag, a hash of the content
 */
record ConsoleFile(Buffer content, String mediaType, String tag, String caching) {

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"));

  /** Folder whose files have a hash of their content in their name. */
  private static final String HASHED = "assets/";

  private static final int TAG_BYTES = 16;

  /**
   * Creates a file.
   *
   * @param path path inside the console, such as {@code assets/index-1a2b.js}
   */
  static ConsoleFile of(String path, byte[] content) {
    return new ConsoleFile(
        Buffer.buffer(content),
        TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), UNKNOWN_TYPE),
        '"' + HexFormat.of().formatHex(sha256(content), 0, TAG_BYTES) + '"',
        path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
