package dev.kith.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What the nodes of this run know each other by, a new one each time. It goes to them by their
 * environment, because everybody can read command lines, and lies in a file that only its owner can
 * read, for a node that is started by hand.
 */
public record NodeSecret(String text) {

  /** What the services call it. */
  static final String VARIABLE = "KITH_NODE_SECRET";

  private static final int BYTES = 32;

  /** Makes one, in place of that of the run before. */
  static NodeSecret make(Path file) throws IOException {
    Files.deleteIfExists(file);
    NodeSecret secret = random();
    write(file, secret.text);
    return secret;
  }

  /** Makes one as a file of properties that services read, unless there is one. */
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
