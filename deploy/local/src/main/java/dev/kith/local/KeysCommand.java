package dev.kith.local;

import dev.kith.local.stack.NodeSecret;
import dev.kith.local.token.LocalKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException {
    var _ = LocalKey.in(data.folder());
    NodeSecret.keep(data.folder().resolve("node.properties"));
    return 0;
  }
}
