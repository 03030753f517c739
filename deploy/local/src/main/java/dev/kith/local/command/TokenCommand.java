package dev.kith.local.command;

import static java.util.Objects.requireNonNull;

import dev.kith.local.token.Address;
import dev.kith.local.token.Lifetime;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code kith token}: prints a token that the local stack accepts. */
@Command(
    name = "token",
    description =
        "Prints a token that the local stack accepts, signed with the key in its data folder.",
    footer = {
      "",
      "A user's token gives access to that user's data only, a backend's to the data of all users:",
      "  curl -H \"Authorization: Bearer $(./kith token alice)\" \\",
      "    http://localhost:8080/v1/users/me/profile"
    })
final class TokenCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private @Nullable Bearer bearer;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = LifetimeConverter.class,
      description =
          "Lifetime of the token: 60s, 15m, 24h, 7d; --expires=-60s creates an expired one (default: 24h).")
  private @Nullable Lifetime lifetime;

  @Mixin private DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  /** Subject of the token: a user or a backend. */
  private static final class Bearer {
    @Parameters(
        paramLabel = "ADDRESS",
        converter = AddressConverter.class,
        description = "Subject of the token: a user's address.")
    private @Nullable Address user;

    @Option(
        names = "--backend",
        paramLabel = "NAME",
        arity = "0..1",
        fallbackValue = "backend",
        converter = AddressConverter.class,
        description =
            "Create a token with the role backend and the subject NAME (default: backend).")
    private @Nullable Address backend;

    Token token(Instant now, Lifetime lifetime) {
      return backend != null
          ? Token.ofBackend(backend, now, lifetime)
          : Token.ofUser(requireNonNull(user), now, lifetime);
    }
  }

  @Override
  public Integer call() throws IOException {
    Token token = requireNonNull(bearer).token(Instant.now(), requireNonNull(lifetime));
    requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(token.signedWith(LocalKey.ofStack(data.folder())));
    return 0;
  }
}
