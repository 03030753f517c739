package dev.kith.domain;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.AboutOne;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.Collection;
import java.util.Optional;

/**
 * Check of an event against {@link Limits}, independent of the state that it would change.
 *
 * <p>{@link Profile} enforces the limits on the profile that results from an event.
 */
final class EventValidator {

  private EventValidator() {}

  /** Reason why every fold refuses the event, whatever the state; empty if a fold may accept it. */
  static Optional<Refusal> refusal(JournalEvent event) {
    return switch (event) {
      case ProfileChanged changed -> fields(changed);
      case PictureChanged changed ->
          invalidUnless(changed.picture().map(Limits::isPicture).orElse(true));
      case PrivacyChanged changed -> rules(changed.rules());
      case ContactChanged changed -> changed.labels().flatMap(EventValidator::labels);
      case ContactsSynced synced ->
          tooLargeIf(synced.peers().size() > Limits.PEERS).or(() -> labels(synced.labels()));
      case ProfileDeleted _, AboutOne _, SettingsChanged _ -> Optional.empty();
    };
  }

  private static Optional<Refusal> fields(ProfileChanged changed) {
    var attributes = changed.set().attributes();
    return tooLargeIf(changed.removed().size() > Limits.REMOVED)
        .or(() ->
            tooLargeIf(changed.removed().stream().anyMatch(path -> path.length() > Limits.PATH)))
        .or(() -> invalidUnless(attributes.keySet().stream().allMatch(Limits::isAttributeKey)))
        .or(() -> invalidUnless(attributes.values().stream().allMatch(EventValidator::isKept)))
        .or(() -> invalidUnless(isName(changed.set().name())))
        .or(() -> invalidUnless(changed.set().status().map(PlainText::isAllowed).orElse(true)));
  }

  private static boolean isName(Optional<String> name) {
    return name.map(text -> PlainText.isAllowed(text) && DisplayName.isAllowed(text)).orElse(true);
  }

  /** Whether every JSON consumer reads the value exactly as written (RFC 7493). */
  private static boolean isKept(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text(var text) -> PlainText.isAllowed(text);
      case Scalar.Whole whole -> whole.isExact();
      case Scalar.Fraction(var value) -> Double.isFinite(value);
      case Scalar.Flag _ -> true;
    };
  }

  private static Optional<Refusal> rules(PrivacyRules rules) {
    var lists = rules.byField().values();
    return tooLargeIf(rules.byField().size() > Limits.RULED_FIELDS)
        .or(() -> tooLargeIf(lists.stream().anyMatch(list -> list.size() > Limits.RULES)))
        .or(() -> tooLargeIf(rules.addresses() > Limits.RULED_ADDRESSES))
        .or(() -> tooLargeIf(rules.bytes() > Limits.RULES_BYTES))
        .or(() -> invalidUnless(rules.byField().keySet().stream().allMatch(Limits::isRuled)));
  }

  private static Optional<Refusal> labels(Collection<String> labels) {
    return tooLargeIf(labels.size() > Limits.LABELS)
        .or(() -> invalidUnless(labels.stream().allMatch(Label::isValid)));
  }

  private static Optional<Refusal> tooLargeIf(boolean exceeds) {
    return exceeds ? Optional.of(Refusal.TOO_LARGE) : Optional.empty();
  }

  private static Optional<Refusal> invalidUnless(boolean valid) {
    return valid ? Optional.empty() : Optional.of(Refusal.INVALID);
  }
}
