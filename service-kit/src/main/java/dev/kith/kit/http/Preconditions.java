package dev.kith.kit.http;

import dev.kith.domain.Position;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parser of {@code If-Match} and {@code If-None-Match} into the version that a write expects, and
 * their comparison with the version that a read finds.
 */
public final class Preconditions {

  private static final Pattern LETTERS = Pattern.compile("[a-z]+$");

  private static final Pattern ENTITY_TAG =
      Pattern.compile("(?<weak>W/)?\"(?<opaque>[\\x21\\x23-\\x7e\\x80-\\xff]*)\"");

  /** Empty list members are allowed, as in all lists (RFC 9110 5.6.1). */
  private static final Pattern ENTITY_TAGS =
      Pattern.compile(
          "[ \\t,]*%1$s(?:[ \\t]*,[ \\t,]*%1$s)*[ \\t,]*"
              .formatted("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\""));

  private static final String ANY = "*";

  private Preconditions() {}

  /**
   * Current state of the resource, for conditions that a single expected position cannot express.
   */
  public record Current(Position position, boolean isPresent) {}

  /**
   * Version that the resource must have: {@link Position#NONE} for {@code If-None-Match: *}, empty
   * if any version will do. The fold checks it, so that of two concurrent writes one is refused.
   *
   * @param current read if a condition has a list, or if both headers are present
   * @throws ProblemException 412 if a condition does not hold, such as for an entity tag that Kith
   *     never issued; 400 for an invalid condition
   */
  public static Optional<Position> expects(HttpHeaders headers, Supplier<Current> current) {
    return expects(
        headers.getHeaderString(HttpHeaders.IF_MATCH),
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
        current);
  }

  static Optional<Position> expects(
      @Nullable String ifMatch, @Nullable String ifNoneMatch, Supplier<Current> current) {
    if (ifMatch == null && ifNoneMatch == null) {
      return Optional.empty();
    }
    if (ifMatch == null && isAny(ifNoneMatch)) {
      return Optional.of(Position.NONE);
    }
    if (ifNoneMatch == null && ifMatch != null && ENTITY_TAG.matcher(ifMatch.strip()).matches()) {
      return Optional.of(positions(ifMatch).findFirst().orElseThrow(Preconditions::moved));
    }
    var now = current.get();
    if (ifMatch != null && !matches(ifMatch, now)) {
      throw moved();
    }
    if (ifNoneMatch != null && excludes(ifNoneMatch, now)) {
      throw ProblemException.of(
          Problem.Kind.VERSION_CONFLICT,
          "The resource has a version that If-None-Match excludes.",
          HttpHeaders.IF_NONE_MATCH);
    }
    return Optional.of(now.position());
  }

  private static boolean isAny(@Nullable String condition) {
    return condition != null && condition.strip().equals(ANY);
  }

  /** Strong comparison: a weak tag never matches (RFC 9110 13.1.1). */
  private static boolean matches(String ifMatch, Current now) {
    return isAny(ifMatch) ? now.isPresent() : positions(ifMatch).anyMatch(now.position()::equals);
  }

  private static boolean excludes(String ifNoneMatch, Current now) {
    if (isAny(ifNoneMatch)) {
      return now.isPresent();
    }
    if (!ENTITY_TAGS.matcher(ifNoneMatch).matches()) {
      throw ProblemException.of(
          Problem.Kind.INVALID_FIELD,
          "Send entity tags in If-None-Match as they came in ETag, or *.",
          HttpHeaders.IF_NONE_MATCH);
    }
    return tags(ifNoneMatch)
        .flatMap(tag -> position(tag.group("opaque")).stream())
        .anyMatch(now.position()::equals);
  }

  /**
   * Whether a read of the version {@code tag} may be answered with 304: the client already has it.
   *
   * @throws ProblemException 412 if {@code If-Match} excludes the version
   */
  public static boolean isKnown(HttpHeaders headers, EntityTag tag) {
    return isKnown(
        headers.getHeaderString(HttpHeaders.IF_MATCH),
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
        tag);
  }

  /** Like {@link #isKnown(HttpHeaders, EntityTag)}, from the text of both headers. */
  public static boolean isKnown(
      @Nullable String ifMatch, @Nullable String ifNoneMatch, EntityTag tag) {
    if (ifMatch != null && !names(ifMatch, tag, named -> named.group("weak") == null)) {
      throw moved();
    }
    return ifNoneMatch != null && names(ifNoneMatch, tag, _ -> true);
  }

  private static boolean names(String condition, EntityTag tag, Predicate<MatchResult> compares) {
    return isAny(condition)
        || (ENTITY_TAGS.matcher(condition).matches()
            && tags(condition)
                .filter(compares)
                .anyMatch(named -> named.group("opaque").equals(tag.getValue())));
  }

  /** Strong entity tag of a resource at {@code position}. */
  public static String entityTag(Position position) {
    return '"' + position.toString() + '"';
  }

  private static Stream<Position> positions(String ifMatch) {
    return ENTITY_TAGS.matcher(ifMatch).matches()
        ? tags(ifMatch)
            .filter(tag -> tag.group("weak") == null)
            .flatMap(tag -> position(tag.group("opaque")).stream())
        : Stream.empty();
  }

  private static Stream<MatchResult> tags(String list) {
    return ENTITY_TAG.matcher(list).results();
  }

  /**
   * Position in an entity tag. Letters after it identify the form of a read's response and do not
   * matter for a write.
   */
  private static Optional<Position> position(String opaque) {
    return Position.parse(LETTERS.matcher(opaque).replaceAll(""));
  }

  private static ProblemException moved() {
    return ProblemException.of(
        Problem.Kind.VERSION_CONFLICT,
        "The entity tag is not the current version, or was not issued to the owner or a backend; read the resource and repeat with its ETag.",
        HttpHeaders.IF_MATCH);
  }
}
