package dev.kith.kit.auth;

import dev.kith.domain.Address;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, as the token says: a user acts on themselves, a backend on anyone. */
@RequestScoped
public class Caller {

  /** The role of tokens that may act on anyone. */
  public static final String BACKEND = "backend";

  private static final String ME = "me";

  private final JsonWebToken token;

  public Caller(JsonWebToken token) {
    this.token = token;
  }

  public boolean isBackend() {
    return token.getGroups().contains(BACKEND);
  }

  /** The user's address; a backend need not have one. */
  public Optional<Address> address() {
    return Optional.ofNullable(token.getSubject())
        .flatMap(Address::parse)
        .filter(address -> !address.isGroup());
  }

  /** For the journal: the user's address, or the backend's name. */
  public String actor() {
    var name = token.getSubject();
    if (name == null || (!isBackend() && address().isEmpty())) {
      throw new UnauthorizedException("The token's subject is no user's address");
    }
    return name;
  }

  /**
   * The address in a path under {@code /v1/users} or {@code /v1/groups}: {@code me} is the caller.
   *
   * @throws ProblemException 404 for another kind than these two, 400 for what is no address
   */
  public Address resolve(String kind, String text) {
    return switch (kind) {
      case "users" -> text.equals(ME) ? me() : user(text, "address");
      case "groups" -> parse(Address.GROUP_PREFIX + text, "id", false);
      default -> throw ProblemException.notFound();
    };
  }

  private Address me() {
    return address()
        .orElseThrow(() ->
            ProblemException.of(
                Problem.Kind.INVALID_FIELD,
                "This token's subject is no address, so 'me' is nobody.",
                "address"));
  }

  /** A user's address in a path or body. */
  public static Address user(String text, String field) {
    return parse(text, field, true);
  }

  /** An address of a user or a group in a path or body. */
  public static Address anyone(String text, String field) {
    return parse(text, field, false);
  }

  private static Address parse(String text, String field, boolean userOnly) {
    return Address.parse(text)
        .filter(address -> !userOnly || !address.isGroup())
        .orElseThrow(() ->
            ProblemException.of(
                Problem.Kind.INVALID_FIELD,
                userOnly
                    ? Address.RULE + "; a group has its own paths, under /v1/groups"
                    : Address.RULE,
                field));
  }

  public boolean isSelfOrBackend(Address owner) {
    return isBackend() || address().filter(owner::equals).isPresent();
  }

  /**
   * Whose limits a request about {@code owner} counts against: the user who sends it, and for a
   * backend, which acts for many, the owner.
   */
  public Address payer(Address owner) {
    return isBackend() ? owner : address().orElse(owner);
  }

  /**
   * Ends the request with 403 unless the caller may act for {@code owner}; it does not matter
   * whether that one exists.
   */
  public void mustActFor(Address owner) {
    if (!isSelfOrBackend(owner)) {
      throw notAllowed();
    }
  }

  public static ProblemException notAllowed() {
    return ProblemException.of(
        Problem.Kind.FORBIDDEN,
        "A user's token acts on that user only; a token with the role 'backend' on anyone.");
  }

  /** 403 for what no user's token may do. */
  public static ProblemException backendOnly() {
    return ProblemException.of(
        Problem.Kind.FORBIDDEN, "Only a token with the role 'backend' may do that.");
  }
}
