package dev.kith.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Independent oracle that derives from the text of the rules what a viewer may see. It is
 * deliberately naive, and does not use {@link PrivacyRules}, {@link Rule} and {@link View}.
 */
record Oracle(RuleTexts rules, String viewer, boolean contact, Set<String> labels) {

  static Oracle of(RuleTexts rules, Address viewer, HalfEdge halfEdge) {
    return new Oracle(rules, viewer.text(), halfEdge.contact(), halfEdge.labels());
  }

  boolean allows(String field) {
    var opening = new ArrayList<String>();
    var closing = new ArrayList<String>();
    audiences()
        .forEach(audience -> {
          opening.add("allow " + audience);
          closing.add("deny " + audience);
        });
    for (var line : lines(field)) {
      if (opening.contains(line)) {
        return true;
      }
      if (closing.contains(line)) {
        return false;
      }
    }
    return false;
  }

  /** Paths of all existing fields. */
  static Set<String> paths(Fields fields) {
    var paths = new TreeSet<String>();
    fields.name().ifPresent(ignored -> paths.add("name"));
    fields.status().ifPresent(ignored -> paths.add("status"));
    fields.picture().ifPresent(ignored -> paths.add("picture"));
    fields.attributes().keySet().forEach(key -> paths.add("attributes." + key));
    return paths;
  }

  /** Paths of the existing fields that this viewer may see. */
  Set<String> visible(Fields fields) {
    var paths = paths(fields);
    paths.removeIf(path -> !allows(path));
    return paths;
  }

  private Set<String> audiences() {
    var audiences = new TreeSet<>(Set.of("everyone", "user:" + viewer));
    if (contact) {
      audiences.add("contacts");
    }
    labels.forEach(label -> audiences.add("label:" + label));
    return audiences;
  }

  private List<String> lines(String field) {
    var byField = rules.byField();
    if (byField.containsKey(field)) {
      return byField.getOrDefault(field, List.of());
    }
    if (field.startsWith("attributes.") && byField.containsKey("attributes")) {
      return byField.getOrDefault("attributes", List.of());
    }
    return List.of(field.equals("presence") ? "allow contacts" : "allow everyone");
  }
}
