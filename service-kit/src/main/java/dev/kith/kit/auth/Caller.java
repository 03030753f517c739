package dev.kith.kit.auth;

import dev.kith.domain.Address;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Caller of a request, from its token. A user may act for themselves, a backend for everyone. */
@RequestScoped
public class Caller {

  /** Role of tokens that may act for every user and group. */
  public static final String BACKEND = "backend";

  private static final String ME = "me";

  private final JsonWebToken token;

  public Caller(JsonWebToken token) {
    this.token = token;
  }

  public boolean isBackend() {
    return token.getGroups().contains(BACKEND);
  }

  /** The user's address; empty if the subject of a backend's token is not an address. */
  public Optional<Address> address() {
    return Optional.ofNullable(token.getSubject())
        .flatMap(Address::parse)
        .filter(address -> !address.isGroup());
  }

  /** Actor for journal events: the user's address, or the backend's name. */
  public String actor() {
    var name = token.getSubject();
    if (name == null || (!isBackend() && address().isEmpty())) {
      throw new UnauthorizedException("The token's subject is not a user's address");
    }
    return name;
  }

  /**
   * Address in a path under {@code /v1/users} or {@code /v1/groups}; {@code me} is the caller.
   *
   * @throws ProblemException 404 for another kind than these two, 400 for an invalid address
   */
  public Address resolve(OwnerPath path) {
    return resolve(path.kind(), path.address());
  }

  /** Like {@link #resolve(OwnerPath)}. */
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
                "This token's subject is not an address; send an address instead of 'me'.",
                "address"));
  }

  /** User's address in a path or body. */
  public static Address user(String text, String field) {
    return parse(text, field, true);
  }

  /** Address of a user or a group in a path or body. */
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
   * Address whose limits a request about {@code owner} counts against: the calling user's, or for a
   * backend, which acts for many users, the owner's.
   */
  public Address payer(Address owner) {
    return isBackend() ? owner : address().orElse(owner);
  }

  /** Throws 403 unless the caller may act for {@code owner}, whether or not the owner exists. */
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

  /** 403 for an operation that no user's token permits. */
  public static ProblemException backendOnly() {
    return ProblemException.of(
        Problem.Kind.FORBIDDEN, "Only a token with the role 'backend' permits this operation.");
  }
}
