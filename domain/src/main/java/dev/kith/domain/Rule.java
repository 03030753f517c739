package dev.kith.domain;

import java.util.Optional;

/** Privacy rule: allow or deny, and an audience. Written {@code deny user:bob}. */
public record Rule(Effect effect, Audience audience) {

  /** Replacement of an unreadable rule, so that it never reveals anything. */
  public static final Rule DENY_EVERYONE = new Rule(Effect.DENY, new Audience.Everyone());

  public static final Rule ALLOW_EVERYONE = new Rule(Effect.ALLOW, new Audience.Everyone());

  public static final Rule ALLOW_CONTACTS = new Rule(Effect.ALLOW, new Audience.Contacts());

  private static final String ALLOW = "allow ";
  private static final String DENY = "deny ";

  /** Effect of a rule on the viewers that it matches. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /**
   * Viewers that a rule matches. Contacts and labels are those of the owner's half-edge: the owner
   * decides who is a contact.
   */
  public sealed interface Audience {

    /** Every viewer. */
    record Everyone() implements Audience {}

    /** Viewers whom the owner has as contact. */
    record Contacts() implements Audience {}

    /** Viewers to whom the owner gave this label. */
    record Labelled(String label) implements Audience {}

    /** One viewer. */
    record User(Address address) implements Audience {}
  }

  /**
   * Parses {@code allow everyone}, {@code deny contacts}, {@code allow label:NAME}, {@code deny
   * user:ADDRESS}; empty for any other text.
   */
  public static Optional<Rule> parse(String text) {
    if (text.startsWith(ALLOW)) {
      return parseAudience(text.substring(ALLOW.length()))
          .map(audience -> new Rule(Effect.ALLOW, audience));
    }
    if (text.startsWith(DENY)) {
      return parseAudience(text.substring(DENY.length()))
          .map(audience -> new Rule(Effect.DENY, audience));
    }
    return Optional.empty();
  }

  private static Optional<Audience> parseAudience(String text) {
    if (text.equals("everyone")) {
      return Optional.of(new Audience.Everyone());
    }
    if (text.equals("contacts")) {
      return Optional.of(new Audience.Contacts());
    }
    if (text.startsWith("label:")) {
      return Optional.of(text.substring("label:".length()))
          .filter(Label::isValid)
          .map(Audience.Labelled::new);
    }
    if (text.startsWith("user:")) {
      return Address.parse(text.substring("user:".length())).map(Audience.User::new);
    }
    return Optional.empty();
  }

  /**
   * Whether this rule matches {@code viewer}; {@code halfEdge} is the owner's half-edge to the
   * viewer.
   */
  public boolean fits(Address viewer, HalfEdge halfEdge) {
    return switch (audience) {
      case Audience.Everyone ignored -> true;
      case Audience.Contacts ignored -> halfEdge.contact();
      case Audience.Labelled labelled -> halfEdge.labels().contains(labelled.label());
      case Audience.User user -> user.address().equals(viewer);
    };
  }

  @Override
  public String toString() {
    var whom =
        switch (audience) {
          case Audience.Everyone ignored -> "everyone";
          case Audience.Contacts ignored -> "contacts";
          case Audience.Labelled labelled -> "label:" + labelled.label();
          case Audience.User user -> "user:" + user.address();
        };
    return (effect == Effect.ALLOW ? ALLOW : DENY) + whom;
  }
}
