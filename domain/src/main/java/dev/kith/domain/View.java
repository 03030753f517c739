package dev.kith.domain;

import java.util.Optional;
import java.util.TreeMap;

/**
 * View: a profile as one viewer may see it. Hidden fields are absent.
 *
 * @param position only in the whole view of the owner and of backends
 */
public record View(Address address, Optional<Position> position, Fields fields) {

  /** View of {@code viewer}; {@code halfEdge} is the owner's half-edge to the viewer. */
  public static View of(Address owner, Profile profile, HalfEdge halfEdge, Address viewer) {
    if (viewer.equals(owner)) {
      return whole(owner, profile);
    }
    if (halfEdge.blocked() || !profile.isPresent()) {
      return nothing(owner);
    }
    return new View(owner, Optional.empty(), visible(profile, halfEdge, viewer));
  }

  /** View of the owner and of backends. */
  public static View whole(Address owner, Profile profile) {
    return profile.isPresent()
        ? new View(owner, Optional.of(profile.position()), profile.fields())
        : nothing(owner);
  }

  /** View of a hidden, blocking, deleted or never created owner: all are the same. */
  public static View nothing(Address owner) {
    return new View(owner, Optional.empty(), Fields.EMPTY);
  }

  /**
   * Whether {@code viewer}, who did not get the address from the owner, may learn that the owner
   * exists.
   */
  public static boolean isFound(Address owner, Profile profile, HalfEdge halfEdge, Address viewer) {
    return profile.privacy().allows(PrivacyRules.DISCOVERY, viewer, halfEdge)
        && !of(owner, profile, halfEdge, viewer).isNothing();
  }

  public boolean isNothing() {
    return position.isEmpty() && fields.isEmpty();
  }

  private static Fields visible(Profile profile, HalfEdge halfEdge, Address viewer) {
    var rules = profile.privacy();
    var fields = profile.fields();
    // decided once for all attributes without rules of their own; there may be many attributes and
    // rules
    var showsAttributes = rules.allows(Fields.ATTRIBUTES, viewer, halfEdge);
    var attributes = new TreeMap<String, Scalar>();
    fields
        .attributes()
        .forEach((key, value) -> {
          var path = Fields.ATTRIBUTE_PREFIX + key;
          if (rules.hasOwn(path) ? rules.allows(path, viewer, halfEdge) : showsAttributes) {
            attributes.put(key, value);
          }
        });
    var shown =
        new Fields(
            fields.name().filter(name -> rules.allows(Fields.NAME, viewer, halfEdge)),
            fields.status().filter(status -> rules.allows(Fields.STATUS, viewer, halfEdge)),
            fields.picture().filter(picture -> rules.allows(Fields.PICTURE, viewer, halfEdge)),
            attributes);
    // most viewers see everything; a cache then keeps the fields once
    return shown.equals(fields) ? fields : shown;
  }
}
