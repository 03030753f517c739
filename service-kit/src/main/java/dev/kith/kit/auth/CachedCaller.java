package dev.kith.kit.auth;

import dev.kith.domain.Address;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a verified token says about its {@link Caller}, read once.
 *
 * @param subject the token's subject
 * @param address the user's address; empty if the subject of a backend's token is not an address
 */
public record CachedCaller(boolean isBackend, Optional<String> subject, Optional<Address> address) {

  static CachedCaller of(JsonWebToken token) {
    var caller = new Caller(token);
    return new CachedCaller(
        caller.isBackend(), Optional.ofNullable(token.getSubject()), caller.address());
  }

  public boolean isSelfOrBackend(Address owner) {
    return isBackend || address.filter(owner::equals).isPresent();
  }
}
