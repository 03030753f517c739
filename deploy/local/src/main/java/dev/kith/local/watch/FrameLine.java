package dev.kith.local.watch;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Formatter of update frames as lines for people. */
final class FrameLine {

  private FrameLine() {}

  static String of(String json) {
    JsonObject frame;
    try {
      frame = new JsonObject(json);
    } catch (DecodeException notJson) {
      return line("?", json);
    }
    return switch (frame.getString("type", "")) {
      case "hello" ->
          line(
              "hello",
              frame.getBoolean("recovered", false) ? "resumed from the cursor" : "new snapshot");
      case "synced" -> line("synced", "up to date; live updates follow");
      case "update" -> line(frame.getString("kind", "update"), update(frame));
      case "presence" -> line("presence", presence(frame));
      case "sync" -> line("sync", sync(frame));
      default -> "?         " + json;
    };
  }

  private static String update(JsonObject frame) {
    JsonObject profile = frame.getJsonObject("profile");
    String subject = frame.getString("subject", "?");
    if (profile == null) {
      return subject;
    }
    JsonObject shown = profile.copy();
    // the address begins the line, and the position is no field of the user; attributes with these
    // names are shown
    shown.remove("address");
    shown.remove("position");
    return subject + "  " + String.join(", ", fields("", shown));
  }

  private static List<String> fields(String prefix, JsonObject object) {
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, Object> field : object) {
      String name = prefix + field.getKey();
      switch (field.getValue()) {
        case JsonObject picture when name.equals("picture") ->
            fields.add("picture " + size(picture));
        case JsonObject presence when name.equals("presence") ->
            fields.add(presence(presence).strip());
        // show attributes like fields
        case JsonObject nested ->
            fields.addAll(fields(name.equals("attributes") ? "" : name + ".", nested));
        case String text -> fields.add(name + " \"" + text + "\"");
        case null -> fields.add(name + " null");
        case Object other -> fields.add(name + " " + other);
      }
    }
    return fields;
  }

  private static String sync(JsonObject frame) {
    return "%s  %s: %s accepted, %s refused, %s written, %s matched"
        .formatted(
            frame.getString("syncId", "?"),
            frame.getString("state", "?"),
            frame.getValue("accepted"),
            frame.getValue("refused"),
            frame.getValue("written"),
            frame.getValue("matched"));
  }

  private static String size(JsonObject picture) {
    return picture.getValue("width") + "×" + picture.getValue("height");
  }

  private static String presence(JsonObject frame) {
    String subject = frame.getString("subject", "");
    Boolean online = frame.getBoolean("online");
    String lastSeen = frame.getString("lastSeen");
    if (online == null) {
      return subject + (lastSeen == null ? "  unknown" : "  last seen " + lastSeen);
    }
    return subject
        + (online ? "  online" : "  offline")
        + (lastSeen == null ? "" : ", last seen " + lastSeen);
  }

  private static String line(String kind, String text) {
    return printable("%-9s %s".formatted(kind, text));
  }

  /** Replaces control characters, which could change what the terminal shows or does. */
  private static String printable(String text) {
    return text.codePoints()
        .map(character -> Character.isISOControl(character) ? 0xFFFD : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
