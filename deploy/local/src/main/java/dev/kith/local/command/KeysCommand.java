package dev.kith.local.command;

import dev.kith.local.stack.NodeSecret;
import dev.kith.local.token.LocalKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code kith keys}: creates the key pair and node secret for services in containers.
 */
@Command(
    name = "keys",
    // started by the compose file, not by users
    hidden = true,
    description = {
      "Creates the key pair that signs tokens (keys/public.pem, keys/private.pem) and the shared secret of the nodes",
      "(node.properties) in a folder, unless they exist."
    })
final class KeysCommand implements Callable<Integer> {

  private static final String NODE_PROPERTIES = "node.properties";

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--services",
      paramLabel = "FOLDER",
      description =
          "Also copies the files that services need to this folder: public.pem and node.properties, not the signing key.")
  private @Nullable Path services;

  @Override
  public Integer call() throws IOException {
    LocalKey key = LocalKey.in(data.folder());
    Path nodeProperties = data.folder().resolve(NODE_PROPERTIES);
    NodeSecret.keep(nodeProperties);
    if (services != null) {
      Files.createDirectories(services);
      copy(key.publicFile(), services.resolve("public.pem"));
      copy(nodeProperties, services.resolve(NODE_PROPERTIES));
    }
    return 0;
  }

  /** Keeps the file's permissions. */
  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
