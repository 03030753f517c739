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

/** {@code kith keys}: what services in containers share with the one who signs tokens for them. */
@Command(
    name = "keys",
    // what the compose file starts; nobody types it
    hidden = true,
    description = {
      "Makes the key pair that signs tokens (keys/public.pem, keys/private.pem) and what nodes know each other by",
      "(node.properties) in a folder, unless they are there."
    })
final class KeysCommand implements Callable<Integer> {

  private static final String NODE_PROPERTIES = "node.properties";

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--services",
      paramLabel = "FOLDER",
      description =
          "Also copies what services need there, which is all but the key that signs: public.pem and node.properties.")
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

  /** With the same permissions. */
  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
