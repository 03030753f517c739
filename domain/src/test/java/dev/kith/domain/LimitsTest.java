package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of each limit, at its maximum and one beyond it. */
class LimitsTest {

  private static final Position HERE = new Position(0, 7);

  static List<Arguments> limits() {
    return List.of(
        limit("name", Limits.NAME, size -> named(face(size), null)),
        limit("status", Limits.STATUS, size -> named(null, face(size))),
        limit("attributes", Limits.ATTRIBUTES, size -> attributes(size, "x")),
        limit("text", Limits.ATTRIBUTE_TEXT, size -> attributes(1, "x".repeat(size))),
        limit("removed paths", Limits.REMOVED, size -> removing(names("attributes.", size))),
        limit("path", Limits.PATH, size -> removing(Set.of("x".repeat(size)))),
        limit("rules of a field", Limits.RULES, size -> rules(1, size)),
        limit("ruled fields", Limits.RULED_FIELDS, size -> rules(size, 1)),
        limit("ruled addresses", Limits.RULED_ADDRESSES, LimitsTest::ruledAddresses),
        limit("bytes of rules", Limits.RULES_BYTES, LimitsTest::rulesOfBytes),
        limit("labels", Limits.LABELS, size -> labelled(names("l", size))),
        limit("labels of a sync", Limits.LABELS, size -> synced(1, names("l", size))),
        limit("peers", Limits.PEERS, size -> synced(size, Set.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void the_maximum_is_taken_and_one_more_is_refused(
      String what, int most, IntFunction<JournalEvent> event) {
    assertThat(refusal(event.apply(most))).as("%d %s", most, what).isEmpty();
    assertThat(refusal(event.apply(most + 1))).contains(Refusal.TOO_LARGE);
  }

  @Test
  void attributes_are_bounded_as_json_in_utf_8() {
    var face = face(1_023);
    var four = Map.<String, Scalar>of("a", text(face), "b", text(face), "c", text(face));
    var fits = new TreeMap<>(four);
    fits.put("d", text("x".repeat(4_079)));
    var over = new TreeMap<>(four);
    over.put("d", text("x".repeat(4_080)));

    assertThat(with(fits).attributeBytes()).isEqualTo(Limits.ATTRIBUTES_BYTES);
    assertThat(refusal(change(with(fits)))).isEmpty();
    assertThat(refusal(change(with(over)))).contains(Refusal.TOO_LARGE);
  }

  static List<JournalEvent> impossible() {
    return List.of(
        change(with(Map.of("a b", text("x")))),
        change(with(Map.of("k".repeat(65), text("x")))),
        change(with(Map.of("a", new Scalar.Fraction(Double.NaN)))),
        change(with(Map.of("a", new Scalar.Fraction(Double.NEGATIVE_INFINITY)))),
        change(with(Map.of("a", text("\u001b[31m")))),
        change(with(Map.of("a", text("\ud800")))),
        change(with(Map.of("a", new Scalar.Whole(Scalar.Whole.MOST + 1)))),
        change(with(Map.of("a", new Scalar.Whole(Long.MIN_VALUE)))),
        named("   ", null),
        named("\u200b", null),
        named("Alice\u202e", null),
        named("A\u0000", null),
        named("\u001b[31mred", null),
        named(null, "a\u0007b"),
        picture("../../etc/passwd", "image/png", 1),
        picture("ab".repeat(32), "image/png\r\nX: y", 1),
        picture("ab".repeat(32), "image/png", -1),
        new PrivacyChanged(
            Optional.empty(),
            new PrivacyRules(new TreeMap<>(Map.of("nmae", List.of(Rule.ALLOW_EVERYONE))))),
        labelled(Set.of("with blank")),
        synced(1, Set.of("")));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void what_rest_never_writes_is_refused_from_other_producers(JournalEvent event) {
    assertThat(refusal(event)).contains(Refusal.INVALID);
  }

  @Test
  void an_actor_is_shortened_by_whole_characters() {
    assertThat(Limits.actor(face(Limits.ACTOR))).isEqualTo(face(Limits.ACTOR));
    assertThat(Limits.actor(face(Limits.ACTOR + 9))).isEqualTo(face(Limits.ACTOR));
  }

  private static Optional<Refusal> refusal(JournalEvent event) {
    return switch (event) {
      case ProfileEvent profile ->
          new Profile(Position.NONE, Lifecycle.PRESENT, Fields.EMPTY, PrivacyRules.NONE)
              .apply(HERE, profile)
              .refusal();
      case RelationEvent relation -> HalfEdge.NONE.apply(HERE, relation).refusal();
      case SettingsChanged settings -> Settings.NONE.apply(HERE, settings).refusal();
    };
  }

  private static Arguments limit(String what, int most, IntFunction<JournalEvent> event) {
    return Arguments.of(what, most, event);
  }

  /** Text of that many characters of four bytes each. */
  private static String face(int characters) {
    return "\uD83D\uDE00".repeat(characters);
  }

  private static Scalar text(String value) {
    return new Scalar.Text(value);
  }

  private static Fields with(Map<String, Scalar> attributes) {
    return new Fields(
        Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(attributes));
  }

  private static JournalEvent change(Fields set) {
    return new ProfileChanged(Optional.empty(), Mode.MERGE, set, Set.of());
  }

  private static JournalEvent named(@Nullable String name, @Nullable String status) {
    return change(
        new Fields(
            Optional.ofNullable(name),
            Optional.ofNullable(status),
            Optional.empty(),
            new TreeMap<>()));
  }

  private static JournalEvent attributes(int count, String value) {
    return change(
        with(names("a", count).stream().collect(Collectors.toMap(key -> key, _ -> text(value)))));
  }

  private static JournalEvent removing(Set<String> paths) {
    return new ProfileChanged(Optional.empty(), Mode.MERGE, Fields.EMPTY, paths);
  }

  private static JournalEvent picture(String sha256, String mediaType, int width) {
    return new PictureChanged(
        Optional.empty(), Optional.of(new Picture(sha256, mediaType, width, 1)));
  }

  private static JournalEvent rules(int fields, int each) {
    var byField = new TreeMap<String, List<Rule>>();
    var list = IntStream.range(0, each).mapToObj(_ -> Rule.ALLOW_CONTACTS).toList();
    names("attributes.", fields).forEach(field -> byField.put(field, list));
    return new PrivacyChanged(Optional.empty(), new PrivacyRules(byField));
  }

  private static JournalEvent ruledAddresses(int count) {
    var byField = new TreeMap<String, List<Rule>>();
    for (var index = 0; index < count; index++) {
      var user = Rule.parse("deny user:u" + index).orElseThrow();
      byField.computeIfAbsent("attributes.f" + index % 20, _ -> new ArrayList<>()).add(user);
    }
    return new PrivacyChanged(Optional.empty(), new PrivacyRules(byField));
  }

  /** Rules that have that many bytes, with as few fields and rules of each as that takes. */
  private static JournalEvent rulesOfBytes(int bytes) {
    var longest = "allow label:".length() + 64;
    var fields = 26;
    var left = bytes - fields * "attributes.f00".length();
    var count = (left + longest - 1) / longest;
    var byField = new TreeMap<String, List<Rule>>();
    for (var index = 0; index < count; index++) {
      var length = left / count + (index < left % count ? 1 : 0);
      var text = "allow label:" + "l".repeat(length - "allow label:".length());
      byField
          .computeIfAbsent("attributes.f%02d".formatted(index % fields), _ -> new ArrayList<>())
          .add(Rule.parse(text).orElseThrow());
    }
    var rules = new PrivacyRules(byField);
    assertThat(rules.bytes()).isEqualTo(bytes);
    return new PrivacyChanged(Optional.empty(), rules);
  }

  private static JournalEvent labelled(Set<String> labels) {
    return new ContactChanged(
        Optional.empty(),
        new Address("bob"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(labels));
  }

  private static JournalEvent synced(int peers, Set<String> labels) {
    var addresses = names("p", peers).stream().map(Address::new).collect(Collectors.toSet());
    return new ContactsSynced(
        addresses, false, Optional.of(true), Optional.empty(), labels, Optional.empty());
  }

  private static Set<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(index -> prefix + index).collect(Collectors.toSet());
  }
}
