package dev.kith.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Shared secret by which the nodes of a run authenticate each other, new for each run. Nodes get it
 * in their environment, because command lines are readable by all users. For nodes that are started
 * manually, a file that only its owner can read contains it.
 */
public record NodeSecret(String text) {

  /** The environment variable that services read. */
  static final String VARIABLE = "KITH_NODE_SECRET";

  private static final int BYTES = 32;

  /** Creates a secret and replaces that of the previous run. */
  static NodeSecret make(Path file) throws IOException {
    Files.deleteIfExists(file);
    NodeSecret secret = random();
    write(file, secret.text);
    return secret;
  }

  /** Creates a secret in a properties file for services, unless the file exists. */
  public static void keep(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, "kith.node.secret=" + random().text + "\n");
    }
  }

  private static NodeSecret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new NodeSecret(HexFormat.of().formatHex(bytes));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  @Override
  public String toString() {
    return "NodeSecret[hidden]";
  }
}
