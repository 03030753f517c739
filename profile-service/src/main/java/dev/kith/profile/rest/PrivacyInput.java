package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Fields;
import dev.kith.domain.Limits;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Rule;
import dev.kith.domain.Rule.Audience;
import dev.kith.kit.json.JsonFields;
import dev.kith.profile.ProfileConfig;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reader and validator of privacy rules: a list for each field, of which the first matching rule
 * decides. A rule that can never match is refused, because it is certainly a mistake.
 */
@Singleton
public class PrivacyInput {

  private static final int MAX_RULE_LENGTH = 200;

  private final ProfileConfig settings;

  PrivacyInput(ProfileConfig settings) {
    this.settings = settings;
  }

  PrivacyRules read(@Nullable JsonNode body) {
    return read(JsonFields.of(body, fields(body)));
  }

  /** Reads the rules from a field of a larger body; empty if the field is absent. */
  Optional<PrivacyRules> nested(JsonFields body, String field) {
    return body.nested(field).map(rules -> read(body.nested(field, fields(rules))));
  }

  private PrivacyRules read(JsonFields json) {
    var rules = new TreeMap<String, List<Rule>>();
    fields(json.node()).stream()
        .filter(json::has)
        .forEach(field -> rules.put(field, rules(json, field)));
    return checked(new PrivacyRules(rules));
  }

  private static PrivacyRules checked(PrivacyRules rules) {
    if (rules.byField().size() > Limits.RULED_FIELDS) {
      throw JsonFields.invalid(
          Fields.ATTRIBUTES,
          "has rules for too many fields; at most %d are allowed".formatted(Limits.RULED_FIELDS));
    }
    if (rules.addresses() > Limits.RULED_ADDRESSES) {
      throw JsonFields.invalid(
          rules.byField().firstKey(),
          "brings the number of addresses in all rules to %d; at most %d are allowed: use a label instead"
              .formatted(rules.addresses(), Limits.RULED_ADDRESSES));
    }
    return rules;
  }

  /** The fixed fields, and the single attributes that the body names. */
  private static Set<String> fields(@Nullable JsonNode body) {
    var fields = new TreeSet<>(PrivacyRules.DEFAULTS.keySet());
    if (body != null) {
      body.fieldNames()
          .forEachRemaining(name -> {
            if (name.startsWith(Fields.ATTRIBUTE_PREFIX)
                && AttributeInput.isKey(name.substring(Fields.ATTRIBUTE_PREFIX.length()))) {
              fields.add(name);
            }
          });
    }
    return fields;
  }

  private List<Rule> rules(JsonFields json, String field) {
    var texts =
        json.texts(field, settings.rules(), MAX_RULE_LENGTH)
            .orElseThrow(() -> JsonFields.invalid(json.path(field), "must be a list of rules"));
    var rules = new ArrayList<Rule>();
    var before = new HashSet<Audience>();
    for (var index = 0; index < texts.size(); index++) {
      var place = json.path(field) + "[" + index + "]";
      var rule = rule(place, texts.get(index));
      if (before.contains(new Audience.Everyone())) {
        throw JsonFields.invalid(place, "is never reached: an earlier rule applies to everyone");
      }
      if (!before.add(rule.audience())) {
        throw JsonFields.invalid(place, "is never reached: an earlier rule has the same audience");
      }
      rules.add(rule);
    }
    return rules;
  }

  private static Rule rule(String place, String text) {
    return Rule.parse(text)
        .orElseThrow(() ->
            JsonFields.invalid(
                place,
                "is not a valid rule: 'allow' or 'deny', then 'everyone', 'contacts', 'label:NAME' or"
                    + " 'user:ADDRESS'"));
  }
}
