package dev.kith.domain;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Generator of profile events from few words, so that events interact: one sets what the next
 * removes or hides.
 */
final class ProfileDomain extends DomainContextBase {

  static final List<String> AUDIENCES =
      List.of("everyone", "contacts", "label:family", "label:work", "user:bob", "user:carol");

  private static final List<String> RULED =
      List.of(
          "name", "status", "picture", "attributes", "attributes.city", "presence", "discovery");

  /** Includes paths of no field, since a fold accepts any path. */
  private static final List<String> REMOVED =
      List.of("name", "status", "attributes", "attributes.city", "attributes.", "picture", "", "x");

  @Provide
  Arbitrary<ProfileEvent> profileEvents() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, profileChanges()),
        Tuple.of(2, pictureChanges()),
        Tuple.of(3, ruleTexts().map(texts -> new PrivacyChanged(Optional.empty(), texts.parsed()))),
        Tuple.of(1, expectations().map(ProfileDeleted::new)));
  }

  @Provide
  Arbitrary<RuleTexts> ruleTexts() {
    var lines =
        Combinators.combine(Arbitraries.of("allow ", "deny "), Arbitraries.of(AUDIENCES))
            .as(String::concat)
            .list()
            .ofMaxSize(3);
    return Arbitraries.maps(Arbitraries.of(RULED), lines).ofMaxSize(4).map(RuleTexts::new);
  }

  /** Mostly any version; otherwise absence, or a version that may or may not be the current one. */
  static Arbitrary<Optional<Position>> expectations() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just(Optional.empty())),
        Tuple.of(1, Arbitraries.just(Optional.of(Position.NONE))),
        Tuple.of(2, positions().map(Optional::of)));
  }

  /** Positions of the first events on either side of a {@link Step}. */
  private static Arbitrary<Position> positions() {
    var offsets = Arbitraries.longs().between(0, 5);
    return Arbitraries.oneOf(
        offsets.map(offset -> new Position(0, offset)),
        offsets.map(offset -> new Position(1, 1_000 + offset)));
  }

  private static Arbitrary<ProfileEvent> profileChanges() {
    return Combinators.combine(expectations(), Arbitraries.of(Mode.class), fields(), removals())
        .as(ProfileChanged::new);
  }

  private static Arbitrary<ProfileEvent> pictureChanges() {
    return Combinators.combine(expectations(), pictures().optional(0.7)).as(PictureChanged::new);
  }

  private static Arbitrary<Set<String>> removals() {
    return Arbitraries.of(REMOVED).set().ofMaxSize(2);
  }

  private static Arbitrary<Fields> fields() {
    var words = Arbitraries.of("one", "two");
    return Combinators.combine(
            words.optional(0.6),
            words.optional(0.4),
            Arbitraries.maps(Arbitraries.of("city", "team", "a.b"), scalars()).ofMaxSize(2))
        .as((name, status, attributes) ->
            new Fields(name, status, Optional.empty(), new TreeMap<>(attributes)));
  }

  private static Arbitrary<Scalar> scalars() {
    return Arbitraries.of(
        new Scalar.Text("x"),
        new Scalar.Whole(1),
        new Scalar.Fraction(Double.NaN),
        new Scalar.Flag(true));
  }

  private static Arbitrary<Picture> pictures() {
    return Arbitraries.of("aa11", "bb22")
        .map(hash -> new Picture(hash.repeat(16), "image/png", 8, 8));
  }
}
