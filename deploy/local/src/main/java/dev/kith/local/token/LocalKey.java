package dev.kith.local.token;

import dev.kith.local.base.CliException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;

/** Key pair that signs the tokens of one data folder; created at first use and kept. */
public record LocalKey(PrivateKey signing, Path publicFile) {

  private static final int BITS = 2048;

  /**
   * Reads {@code keys/private.pem} and {@code keys/public.pem} in the data folder; creates missing
   * files.
   */
  public static LocalKey in(Path data) throws IOException {
    Path folder = Files.createDirectories(data.resolve("keys"));
    Path privateFile = folder.resolve("private.pem");
    Path publicFile = folder.resolve("public.pem");
    try {
      if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
        create(folder, privateFile, publicFile);
      }
      return new LocalKey(Pem.privateKey(Files.readString(privateFile)), publicFile);
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new CliException(
          privateFile
              + " is not an RSA key; remove the folder "
              + folder
              + " to create a new key.");
    }
  }

  /** Reads the key of a stack that was started in the data folder; creates none. */
  public static LocalKey ofStack(Path data) throws IOException {
    if (!Files.exists(data.resolve("keys").resolve("private.pem"))) {
      throw new CliException(
          "No stack was ever started in "
              + data.toAbsolutePath().normalize()
              + ", so no service would accept the token. Start one with ./kith run, or give its folder with --data.");
    }
    return in(data);
  }

  /**
   * Creates missing files under a lock: of two concurrent commands, the second finds the first
   * one's key.
   */
  private static synchronized void create(Path folder, Path privateFile, Path publicFile)
      throws IOException, GeneralSecurityException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assert held.isValid();
      if (!Files.exists(privateFile)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        write(privateFile, Pem.of("PRIVATE KEY", generator.generateKeyPair().getPrivate()));
      }
      if (!Files.exists(publicFile)) {
        write(
            publicFile,
            Pem.of("PUBLIC KEY", publicKeyOf(Pem.privateKey(Files.readString(privateFile)))));
      }
    }
  }

  private static PublicKey publicKeyOf(RSAPrivateCrtKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  /**
   * Writes atomically: a reader without the lock sees the complete file or none. Only the owner may
   * read it.
   */
  private static void write(Path file, String text) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(file.getParent(), "key", ".draft", ownerOnly);
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
